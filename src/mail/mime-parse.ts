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

const [CR, LF] = [13, 10];

/**
 * Looks into the parts only when they are asked for: most searches need the header alone. Some servers hand out what was
 * given to them with bare line feeds; they end lines as well.
 */
export function parseMime(raw: Buffer): MimePart {
  const end = bodyStart(raw);
  const head = raw.subarray(0, end);
  const body = raw.subarray(end);
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

/** Behind the empty line, or the end of all. */
function bodyStart(raw: Buffer): number {
  // A part may have no header at all (RFC 2046, section 5.1).
  const [first, second] = raw;
  if (first === LF) return 1;
  if (first === CR && second === LF) return 2;
  const strict = raw.indexOf('\r\n\r\n');
  const before = strict < 0 ? raw : raw.subarray(0, strict + 2);
  const bare = before.indexOf('\n\n');
  if (bare >= 0) return bare + 2;
  return strict < 0 ? raw.length : strict + 4;
}

function parseFields(head: Buffer): [name: string, value: string][] {
  const lines = head
    .toString('latin1')
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
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
  // Where the line end before it begins.
  const next = (from: number) => {
    const end = text.indexOf(`\n${line}`, from);
    return text[end - 1] === '\r' ? end - 1 : end;
  };
  let at = text.startsWith(line) ? 0 : next(0);
  let closed = false;
  while (at >= 0) {
    // The line end before a boundary belongs to the boundary (RFC 2046 5.1.1).
    const start = text[at] === '\r' ? at + 2 : text[at] === '\n' ? at + 1 : at;
    places.push({ end: at, start });
    closed = text.startsWith('--', start + line.length);
    if (closed) break;
    at = next(start + line.length);
  }
  // The last part of a message that is cut off has no end.
  return (closed ? places.slice(0, -1) : places).map(({ start }, index) => {
    const from = text.indexOf('\n', start) + 1;
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
