import { openRows } from '../../../src/runs/intake/rows/open-rows.ts';
import type { Row, RowOptions } from '../../../src/runs/intake/rows/row.ts';
import { AppError } from '../../../src/sdk/errors.ts';

/** Reads all of a file, in chunks of `size` bytes. */
export async function readRows(bytes: Buffer | string, options: Partial<RowOptions> = {}, size = 65_536) {
  const open = await openRows(chunks(Buffer.from(bytes as string), size), { fileName: 'rows.csv', ...options });
  const rows: Row[] = [];
  for await (const row of open.rows) rows.push(row);
  await open.close();
  return { ...open, rows };
}

/** What the file is refused with. */
export async function refusal(bytes: Buffer | string, options: Partial<RowOptions> = {}) {
  try {
    await readRows(bytes, options);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return {
      code: thrown.code,
      reason: thrown.details['reason'],
      line: thrown.details['line'],
      message: thrown.message,
    };
  }
  throw new Error('The file was accepted');
}

async function* chunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
