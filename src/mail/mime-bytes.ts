import { Readable } from 'node:stream';
import type MimeNode from 'nodemailer/lib/mime-node';
import * as quotedPrintable from 'nodemailer/lib/qp';

/** Bytes that make one base64 line of 76 characters (RFC 2045, 6.8). */
const LINE_BYTES = 57;

/**
 * The bytes of a compiled message, CRLF line ends. Structure, headers and quoted-printable are the library's; only the
 * walk over the parts and base64 are ours: the library's chain of transform streams costs four times as much as all
 * else in composing a payslip.
 */
export async function* mimeBytes(root: MimeNode): AsyncGenerator<Buffer> {
  let held = `${root.buildHeaders()}\r\n\r\n`;
  for (const part of bodyOf(root)) {
    if (typeof part === 'string') {
      held += part;
      continue;
    }
    yield Buffer.from(held, 'utf8');
    held = '';
    if (part instanceof Readable) yield* base64Stream(part);
    else yield base64Lines(part);
  }
  if (!held.endsWith('\r\n')) held += '\r\n';
  yield Buffer.from(held, 'utf8');
}

/** In order: text as it stands, bytes and streams to be written as base64. */
function* bodyOf(node: MimeNode): Generator<string | Buffer | Readable> {
  const { content } = node;
  if (typeof content === 'string') {
    const text = content.replace(/\r\n|\r|\n/g, '\r\n');
    const encoding = node.getTransferEncoding();
    if (encoding === 'quoted-printable') yield quotedPrintable.wrap(quotedPrintable.encode(text));
    else if (encoding === 'base64') yield Buffer.from(text);
    else yield text;
  } else if (content instanceof Readable || Buffer.isBuffer(content)) {
    yield content;
  }
  if (!node.multipart) return;
  for (const [index, child] of node.childNodes.entries()) {
    yield `${index > 0 ? '\r\n' : ''}--${node.boundary}\r\n${child.buildHeaders()}\r\n\r\n`;
    yield* bodyOf(child);
  }
  yield `\r\n--${node.boundary}--\r\n`;
}

async function* base64Stream(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    const all = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = all.length - (all.length % LINE_BYTES);
    if (whole > 0) yield base64Lines(all.subarray(0, whole));
    rest = all.subarray(whole);
  }
  if (rest.length > 0) yield base64Lines(rest);
}

/** One native encoding to the end of the buffer, then the lines are moved down to make room for their CRLFs. */
function base64Lines(source: Buffer): Buffer {
  const letters = Math.ceil(source.length / 3) * 4;
  const lines = Math.ceil(letters / 76);
  const out = Buffer.allocUnsafe(letters + 2 * lines);
  let from = 2 * lines;
  out.write(source.toString('base64'), from, 'latin1');
  const end = from + letters;
  let to = 0;
  while (from < end) {
    const next = Math.min(from + 76, end);
    out.copyWithin(to, from, next);
    to += next - from;
    from = next;
    out[to++] = 13;
    out[to++] = 10;
  }
  return out;
}
