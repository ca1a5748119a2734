import { HelperProblem, textOf } from './helper.ts';

const SCHEMES = ['http:', 'https:', 'mailto:'];

/** The address of a link: http, https and mailto only, so that no value becomes a script. */
export function safeUrl(value: unknown): string {
  const text = textOf(value).trim();
  if (!URL.canParse(text))
    throw new HelperProblem(`"${text.slice(0, 60)}" is not a complete link like https://example.com/.`);
  const url = new URL(text);
  if (!SCHEMES.includes(url.protocol))
    throw new HelperProblem(`Links begin with http, https or mailto, not with "${url.protocol}".`);
  // RFC 6068 has fields that would send the answer to others, unseen: cc, bcc, or any header at all.
  const field = url.protocol === 'mailto:' ? [...url.searchParams.keys()].find((name) => !isHarmless(name)) : undefined;
  if (field !== undefined)
    throw new HelperProblem(`A mailto link takes subject and body only, not "${field.slice(0, 60)}".`);
  return url.href;
}

function isHarmless(field: string): boolean {
  return ['subject', 'body'].includes(field.toLowerCase());
}
