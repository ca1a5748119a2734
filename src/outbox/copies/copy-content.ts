import type { OutboxDeps } from '../deps.ts';
import { isUnreadable, readMail } from '../enqueue/mail-content.ts';
import { type ClaimedCopy, recordCopies } from './copy-queue.ts';

export interface ReadableCopy {
  copy: ClaimedCopy;
  pieces: Buffer[];
}

/** The bytes of these copies. One that cannot be read ends as failed, visibly, and does not stop the others. */
export async function readableCopies(
  deps: OutboxDeps,
  token: string,
  copies: readonly ClaimedCopy[],
): Promise<ReadableCopy[]> {
  const read = await Promise.all(
    copies.map(async (copy) => {
      try {
        return { copy, pieces: await piecesOf(deps, copy) };
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        deps.log.error({ messageId: copy.id, code: error.code }, 'sent copy cannot be read');
        await recordCopies(deps, token, [{ id: copy.id, state: 'failed', detail: `Not filed: ${error.message}` }]);
        return undefined;
      }
    }),
  );
  return read.filter((one) => one !== undefined);
}

async function piecesOf(deps: OutboxDeps, copy: ClaimedCopy): Promise<Buffer[]> {
  const pieces: Buffer[] = copy.bccHeader ? [Buffer.from(copy.bccHeader, 'utf8')] : [];
  const recent = deps.recent?.take(copy.id);
  if (recent) return [...pieces, ...recent];
  for await (const piece of readMail(deps.store, copy)) pieces.push(piece);
  return pieces;
}
