const ENCODED_WORD = /=\?([^?*]+)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=/gi;

/** A header value, given as latin1, as a person reads it: UTF-8 (RFC 6532) and encoded words (RFC 2047). */
export function decodeHeader(value: string): string {
  return (
    Buffer.from(value, 'latin1')
      .toString('utf8')
      // Blanks between two encoded words do not belong to the text (RFC 2047, section 6.2).
      .replace(/(\?=)\s+(?==\?)/g, '$1')
      .replace(ENCODED_WORD, (word, charset: string, kind: string, text: string) => {
        const bytes = kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quotedBytes(text);
        return decodeText(charset, bytes) ?? word;
      })
  );
}

function quotedBytes(text: string): Buffer {
  const plain = text
    .replaceAll('_', ' ')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}

/** Undefined for a charset nobody knows: the word is then shown as it came. */
function decodeText(charset: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
