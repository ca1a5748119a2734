/** A header value with parameters, as Content-Type and Content-Disposition have. */
export interface ParameterValue {
  value: string;
  parameters: Record<string, string>;
}

/** A message or a part of one. Strings are latin1: one character a byte. */
export interface MimePart {
  raw: Buffer;
  /** With the empty line that ends it. */
  head: Buffer;
  body: Buffer;
  contentType: ParameterValue;
  header(name: string): string | undefined;
  headers(name: string): string[];
  /** Parts of a multipart. */
  readonly parts: MimePart[];
  /** The message inside message/rfc822. */
  readonly inner: MimePart | undefined;
}

/** Looks into the parts only when they are asked for: most searches need the header alone. */
export function parseMime(raw: Buffer): MimePart {
  const end = raw.indexOf('\r\n\r\n');
  const head = end < 0 ? raw : raw.subarray(0, end + 4);
  const body = end < 0 ? Buffer.alloc(0) : raw.subarray(end + 4);
  const fields = parseFields(head);
  const headers = (name: string) => fields.filter(([key]) => key === name).map(([, value]) => value);
  const contentType = parseParameters(headers('content-type')[0] ?? 'text/plain; charset=us-ascii');
  let parts: MimePart[] | undefined;
  let inner: MimePart | undefined;
  return {
    ...{ raw, head, body, contentType, headers },
    header: (name) => headers(name)[0],
    get parts() {
      parts ??= splitParts(body, contentType).map(parseMime);
      return parts;
    },
    get inner() {
      if (contentType.value === 'message/rfc822') inner ??= parseMime(body);
      return inner;
    },
  };
}

function parseFields(head: Buffer): [name: string, value: string][] {
  const lines = head
    .toString('latin1')
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  return lines.flatMap((line): [string, string][] => {
    const field = /^([^:\s]+)\s*:\s*(.*)$/.exec(line);
    return field === null ? [] : [[(field[1] ?? '').toLowerCase(), (field[2] ?? '').trim()]];
  });
}

export function parseParameters(text: string): ParameterValue {
  const parameters: Record<string, string> = {};
  for (const [, name = '', plain = '', quoted] of text.matchAll(/;\s*([\w*-]+)=("((?:[^"\\]|\\.)*)"|[^;\s]*)/g)) {
    parameters[name.toLowerCase()] = quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1');
  }
  return { value: (text.split(';')[0] ?? '').trim().toLowerCase(), parameters };
}

function splitParts(body: Buffer, { value, parameters }: ParameterValue): Buffer[] {
  const boundary = parameters['boundary'];
  if (!value.startsWith('multipart/') || boundary === undefined) return [];
  const text = body.toString('latin1');
  const line = `--${boundary}`;
  const places: { end: number; start: number }[] = [];
  let at = text.startsWith(line) ? 0 : text.indexOf(`\r\n${line}`);
  let closed = false;
  while (at >= 0) {
    // The line end before a boundary belongs to the boundary (RFC 2046 5.1.1).
    const start = text[at] === '\r' ? at + 2 : at;
    places.push({ end: at, start });
    closed = text.startsWith('--', start + line.length);
    if (closed) break;
    at = text.indexOf(`\r\n${line}`, start + line.length);
  }
  // The last part of a message that is cut off has no end.
  return (closed ? places.slice(0, -1) : places).map(({ start }, index) => {
    const from = text.indexOf('\r\n', start) + 2;
    return body.subarray(from, places[index + 1]?.end);
  });
}

const ENCODED_WORD = /=\?([\w-]+)(?:\*[\w-]+)?\?([bq])\?([^?]*)\?=(?:\s+(?==\?))?/gi;

/** Encoded words (RFC 2047) of a header value, given as real text. */
export function decodeWords(value: string): string {
  return value.replace(ENCODED_WORD, (word, charset: string, kind: string, text: string) => {
    const bytes =
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64')
        : Buffer.from(
            text
              .replaceAll('_', ' ')
              .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          );
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch (error) {
      // An unknown charset: the word stays as it is written, as mail programs show it.
      if (error instanceof RangeError) return word;
      throw error;
    }
  });
}

/** The body without its transfer encoding. */
export function contentOf(part: MimePart): Buffer {
  const encoding = part.header('content-transfer-encoding')?.toLowerCase() ?? '7bit';
  if (encoding === 'base64') return Buffer.from(part.body.toString('latin1'), 'base64');
  return encoding === 'quoted-printable' ? quotedBytes(part.body.toString('latin1')) : part.body;
}

/** RFC 2045, 6.7. */
function quotedBytes(text: string): Buffer {
  const lines = text.replace(/=[ \t]*\r\n/g, '');
  const bytes = lines.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
