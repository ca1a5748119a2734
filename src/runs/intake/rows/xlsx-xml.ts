import { SaxesParser } from 'saxes';
import { fileError } from './file-problem.ts';

/** Names come without their prefix: some programs write x:row where others write row. */
export interface XmlReader {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Bytes without the end of a single text or tag: the parser holds them all until it comes. */
const MOST_HELD = 16 * 1024 * 1024;

/** Feeds chunks of XML to the reader, and yields after each so that what was read can be handed on. */
export async function* walkXml(chunks: AsyncIterable<Uint8Array>, reader: XmlReader): AsyncGenerator<void> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8');
  parser.on('error', (cause) => {
    throw fileError('damaged', 'A part of the workbook is damaged. Open it, save it again and upload it again.', {
      cause,
    });
  });
  // Entities of its own are how XML bombs are made; a workbook has none.
  parser.on('doctype', () => {
    throw fileError('damaged', 'The workbook has a document type, which no spreadsheet program writes. Save it again.');
  });
  let held = 0;
  parser.on('opentag', ({ name, attributes }) => {
    held = 0;
    reader.open?.(localName(name), attributes);
  });
  parser.on('text', (text) => reader.text?.(text));
  parser.on('closetag', ({ name }) => reader.close?.(localName(name)));
  for await (const chunk of chunks) {
    parser.write(decoder.decode(chunk, { stream: true }));
    held += chunk.byteLength;
    if (held > MOST_HELD) throw fileError('damaged', 'A text in the workbook is far too long. Shorten it.');
    yield;
  }
  parser.write(decoder.decode()).close();
  yield;
}

/** Reads a small part to its end. */
export async function readXml(chunks: AsyncIterable<Uint8Array>, reader: XmlReader): Promise<void> {
  for await (const _ of walkXml(chunks, reader));
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
