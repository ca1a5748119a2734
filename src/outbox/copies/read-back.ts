import type { ImapSession } from '../../mail/imap-session.ts';
import { readCopies } from '../../mail/sent-items.ts';
import { toAppError } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import type { OutboxDeps } from '../deps.ts';
import type { FiledRecord } from './copy-queue.ts';

/**
 * Reads the copies that were just filed from the folder, for the proof: that the server said "filed" does not show that
 * they are there. What cannot be read is logged and changes nothing: the copy counts as filed, only this record is missing.
 */
export async function readBack(deps: OutboxDeps, session: ImapSession, filed: readonly FiledRecord[]): Promise<void> {
  const placed = filed.filter((copy) => copy.folder !== undefined && copy.uid !== undefined);
  const [first] = placed;
  if (first?.folder === undefined) return;
  const { folder } = first;
  try {
    const read = await readCopies(
      session,
      folder,
      placed.map(({ uid }) => uid ?? ''),
    );
    const at = deps.clock.now();
    const entries = placed.flatMap(({ id, uid, uidValidity }) => {
      const seen = read.copies.get(uid ?? '');
      if (seen?.mailId !== id || read.uidValidity !== uidValidity) return [];
      const data = { folder, uidValidity, uid: uid ?? null, size: seen.size, messageId: seen.messageId };
      return [{ subject: id, kind: 'copy_read' as const, at, data }];
    });
    if (entries.length < placed.length) {
      deps.log.warn({ filed: placed.length, read: entries.length }, 'not every sent copy could be read back');
    }
    await deps.store.grouped((tx) => insertProof(tx, entries), { patient: true });
  } catch (thrown) {
    const error = toAppError(thrown);
    deps.log.warn({ code: error.code, reason: error.message }, 'sent copies not read back');
  }
}
