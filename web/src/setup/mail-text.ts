interface Part {
  headers: Map<string, string>;
  body: string;
}

/** The first text/plain part of a mail's source (RFC 5322, RFC 2045); undefined where there is none. */
export function mailText(source: ArrayBuffer): string | undefined {
  // One character for each byte, so that no byte is lost before its charset is known.
  const plain = findPlain(splitPart(binaryOf(new Uint8Array(source))));
  return plain && textOf(plain);
}

function splitPart(raw: string): Part {
  const [head = '', ...rest] = raw.split(/\r?\n\r?\n/);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body: rest.join('\r\n\r\n') };
}

function findPlain(part: Part): Part | undefined {
  const type = part.headers.get('content-type') ?? 'text/plain';
  if (/^text\/plain/i.test(type)) return part;
  const boundary = parameter(type, 'boundary');
  if (!/^multipart\//i.test(type) || boundary === undefined) return undefined;
  const parts = `\r\n${part.body}`.split(`\r\n--${boundary}`).slice(1);
  for (const inner of parts) {
    if (inner.startsWith('--')) break;
    const found = findPlain(splitPart(inner.replace(/^[ \t]*\r?\n/, '')));
    if (found) return found;
  }
  return undefined;
}

function textOf({ headers, body }: Part): string {
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase();
  const binary =
    encoding === 'base64' ? atob(body.replace(/\s/g, '')) : encoding === 'quoted-printable' ? unquote(body) : body;
  const charset = parameter(headers.get('content-type') ?? '', 'charset') ?? 'utf-8';
  return decoder(charset)
    .decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
    .replaceAll('\r\n', '\n')
    .trim();
}

function unquote(text: string): string {
  return text
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(header);
  return found?.[1] ?? found?.[2];
}

function decoder(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    // A charset nobody knows: most of it is readable as UTF-8 all the same.
    return new TextDecoder();
  }
}

function binaryOf(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return binary;
}
