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
  return url.href;
}
