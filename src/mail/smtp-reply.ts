/** A reply of an SMTP server: RFC 5321, 4.2, with the enhanced code of RFC 3463 where there is one. */
export interface SmtpReply {
  code: number;
  enhanced?: string;
  /** the server's words, code included, one line */
  text: string;
}

/** Undefined for anything that is not a whole reply: half a line, garbage, another protocol. */
export function parseReply(response: string | undefined): SmtpReply | undefined {
  const lines = (response ?? '').split(/\r?\n/).filter((line) => line !== '');
  const last = /^([2-5]\d\d)(?: (.*))?$/.exec(lines.at(-1) ?? '');
  if (!last) return undefined;
  const words = lines.map((line) => line.slice(4).trim());
  const enhanced = /^([245]\.\d{1,3}\.\d{1,3})(?:\s|$)/.exec(words.at(-1) ?? '')?.[1];
  return {
    code: Number(last[1]),
    ...(enhanced && { enhanced }),
    text: `${last[1]} ${words.join(' ')}`.trim().slice(0, 1000),
  };
}
