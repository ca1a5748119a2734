/** What one value holds: exactly one addr-spec, or a sentence that says why not. */
export type ParsedAddress = { address: string } | { problem: string };

// RFC 5321, 4.5.3.1: octets of the local part and of the whole path.
const LONGEST_LOCAL = 64;
const LONGEST_ADDRESS = 254;
/** atext of RFC 5322, 3.2.3, and RFC 6532 (letters beyond ASCII). Quoted strings are left out on purpose. */
const ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\u{10ffff}-]+$/u;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const CONTROL = /\p{Cc}|\p{Zl}|\p{Zp}|\p{Cs}/u;
const encoder = new TextEncoder();

/**
 * Reads one addr-spec (RFC 5322, 3.4.1) by a grammar stricter than the standard: a dot-atom, "@", and a domain name.
 * Quoted local parts, comments, address literals and lists are refused, for each of them is read differently by
 * different servers. The answer is normalised: NFC, and the domain in lower-case A-labels (RFC 5890).
 */
export function parseAddress(value: unknown): ParsedAddress {
  if (typeof value !== 'string') return { problem: 'An e-mail address must be text.' };
  if (value.length > 4 * LONGEST_ADDRESS) return { problem: 'The e-mail address is too long.' };
  if (CONTROL.test(value))
    return { problem: 'The e-mail address has a line break or another control character in it.' };
  const text = value.trim().normalize('NFC');
  if (text === '') return { problem: 'The e-mail address is empty.' };
  if (/[,;]/.test(text)) return { problem: 'One value holds one e-mail address; give several as several entries.' };
  if (/[<>"()\\[\]:\s]/.test(text)) {
    return { problem: `"${text}" is not a plain e-mail address like name@example.com.` };
  }
  return parseParts(text);
}

function parseParts(text: string): ParsedAddress {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || domain === '') return { problem: `"${text}" is not an e-mail address: name@example.com is expected.` };
  if (!local.split('.').every((atom) => ATOM.test(atom))) {
    return { problem: `"${text}" is not an e-mail address: "${local}" cannot stand before the @.` };
  }
  if (encoder.encode(local).length > LONGEST_LOCAL) {
    return { problem: `"${text}" has more than ${LONGEST_LOCAL} characters before the @.` };
  }
  const ascii = asciiDomain(domain);
  if (ascii === undefined) return { problem: `"${text}" is not an e-mail address: "${domain}" is not a domain name.` };
  const address = `${local}@${ascii}`;
  if (encoder.encode(address).length > LONGEST_ADDRESS) return { problem: 'The e-mail address is too long.' };
  return { address };
}

/** A-labels by the URL parser (UTS 46); undefined for what is no host name, an IP address included. */
function asciiDomain(domain: string): string | undefined {
  if (/[/?#@:%\\]/.test(domain) || !URL.canParse(`http://${domain}`)) return undefined;
  const host = new URL(`http://${domain}`).hostname;
  const labels = host.split('.');
  const isAddress = /^\d+$/.test(labels.at(-1) ?? '');
  return host.length <= 253 && labels.every((label) => LABEL.test(label)) && !isAddress ? host : undefined;
}

/** Whether two addresses are one: the domain in any case, and for us the local part, too. */
export function sameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
