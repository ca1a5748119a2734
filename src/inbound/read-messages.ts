import { toAppError } from '../sdk/index.ts';
import { PLAIN_BYTES, wholeOf } from '../store/content.ts';
import { applyReport } from './apply-message.ts';
import { type ReadOutcome, recordRead, type StoredRow } from './record-read.ts';
import type { SyncDeps } from './sync-deps.ts';

const AT_ONCE = 50;
/** In memory at the same time, unless one message alone has more. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Reads stored messages, oldest first, until none is left. Several processes may do so: the first one that writes counts.
 * What cannot be read is set aside with the reason, and the next one is read.
 */
export async function readStored(deps: SyncDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { seen, isEarly } = await readAll(deps, signal);
    // Early ones would come again at once.
    if (seen === 0 || isEarly) return;
  }
}

/** One turn over all of them: while a batch is written the next one is read. */
async function readAll(deps: SyncDeps, signal: AbortSignal): Promise<{ seen: number; isEarly: boolean }> {
  let [seen, last, isEarly] = [0, '', false];
  let writing = Promise.resolve(false);
  for (;;) {
    const [batch, wasEarly] = await Promise.all([readBatch(deps, last, signal), writing]);
    isEarly ||= wasEarly;
    if (batch.length === 0 || signal.aborted) return { seen, isEarly };
    seen += batch.length;
    last = batch.at(-1)?.row.id ?? last;
    writing = writeBatch(deps, batch);
  }
}

async function readBatch(deps: SyncDeps, after: string, signal: AbortSignal): Promise<ReadOutcome[]> {
  const rows = upTo(
    MOST_BYTES,
    await deps.store.read.sql<StoredRow[]>`
      SELECT i.id, i.mailbox_id, i.content_id, i.kept_for, i.size, i.sha256, i.received_at, i.stored_at, i.came_after, i.uid,
        m.read
      FROM inbound_message i JOIN mailbox m ON m.id = i.mailbox_id
      WHERE i.state = 'stored' AND i.id > ${after} ORDER BY i.id LIMIT ${AT_ONCE}`,
  );
  const small = rows.filter(({ size }) => Number(size) < PLAIN_BYTES).map((row) => row.content_id);
  const contents = await deps.store.content.readSmall(small);
  const found = await Promise.all(rows.map((row) => bytesOf(deps, row, contents.get(row.content_id))));
  const raws = found.flatMap((one) => ('raw' in one ? [one.raw] : []));
  const outcomes = await deps.reader.readMany(raws);
  // The thread was ended with the process, not by a message.
  if (signal.aborted) return [];
  return rows.flatMap((row, index) => {
    const one = found[index];
    const outcome = one !== undefined && 'problem' in one ? one : outcomes.shift();
    return outcome === undefined ? [] : [{ row, outcome }];
  });
}

/** The first ones, which together have so many bytes; one at least. */
function upTo(most: number, rows: StoredRow[]): StoredRow[] {
  let bytes = 0;
  const over = rows.findIndex(({ size }, index) => {
    bytes += Number(size);
    return index > 0 && bytes > most;
  });
  return over < 0 ? rows : rows.slice(0, over);
}

/** True when some have to be asked again: the e-mail that they are about is just being sent. */
async function writeBatch(deps: SyncDeps, batch: readonly ReadOutcome[]): Promise<boolean> {
  const ready: ReadOutcome[] = [];
  for (const one of batch) {
    const isReady = !('mail' in one.outcome) || (await applyReport(deps, one.row.mailbox_id, one.outcome.mail));
    if (isReady) ready.push(one);
  }
  try {
    await write(deps, ready);
  } catch (error) {
    if (ready.length === 1) throw error;
    await writeEach(deps, ready);
  }
  return ready.length < batch.length;
}

async function write(deps: SyncDeps, read: readonly ReadOutcome[]): Promise<void> {
  const follow = await deps.store.write((tx) => recordRead(deps, tx, read));
  for (const one of follow) one?.();
}

/** One of them cannot be written: the others are, and it is told. */
async function writeEach(deps: SyncDeps, read: readonly ReadOutcome[]): Promise<void> {
  const failed: unknown[] = [];
  for (const one of read) await write(deps, [one]).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw failed[0];
}

/** `whole`: its bytes, where they were read with others. */
async function bytesOf(
  deps: SyncDeps,
  row: StoredRow,
  whole: Buffer | undefined,
): Promise<{ raw: Buffer } | { problem: string }> {
  try {
    return { raw: whole ?? (await wholeOf(deps.store.content.read(row.content_id))) };
  } catch (error) {
    const { code, message } = toAppError(error);
    // Bytes that do not open; anything else is trouble of the moment, and is tried again.
    if (code === 'SECRET_KEY' || code === 'NOT_FOUND') return { problem: message };
    throw error;
  }
}
