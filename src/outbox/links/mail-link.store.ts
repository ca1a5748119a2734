import { AppError } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import { returned } from '../../store/sql.ts';
import { type MailLinkRow, MailLinkTable } from '../../store/tables/mail-link.table.ts';
import type { Tx } from '../../store/transaction.ts';
import type { OutboxDeps } from '../deps.ts';
import { findMessage } from '../outbox.store.ts';

export function listMailLinks(read: Tx, messageId: string): Promise<MailLinkRow[]> {
  return read.getRepository(MailLinkTable).find({ where: { messageId }, order: { position: 'ASC' } });
}

/** The links of a mail as its page shows them; never a token. */
export async function viewMailLinks(read: Tx, messageId: string, now: number) {
  return (await listMailLinks(read, messageId)).map(({ messageId: _, tokenHash: __, contentId, ...row }) => ({
    ...row,
    state: stateOf({ ...row, contentId }, now),
  }));
}

function stateOf(row: Pick<MailLinkRow, 'contentId' | 'expiresAt' | 'revokedAt'>, now: number) {
  if (row.revokedAt !== null) return 'revoked';
  if (row.contentId === null) return 'deleted';
  return row.expiresAt <= now ? 'expired' : 'open';
}

/** From now on nobody gets the files by the links of this mail. Answers how many it were; 0: there was none left. */
export async function revokeMailLinks(deps: OutboxDeps, messageId: string, by: string): Promise<number> {
  if (!(await findMessage(deps.store, messageId))) {
    throw new AppError('NOT_FOUND', 'There is no e-mail with this id in the outbox.');
  }
  const now = deps.clock.now();
  return deps.store.write(async (tx) => {
    const rows = returned<{ id: string }>(
      await tx.sql`
        UPDATE mail_link SET revoked_at = ${now}, revoked_by = ${by}
        WHERE message_id = ${messageId} AND revoked_at IS NULL RETURNING id`,
    );
    const data = (link: string) => ({ event: 'revoked', link, by });
    await insertProof(
      tx,
      rows.map(({ id }) => ({ subject: messageId, kind: 'link' as const, at: now, data: data(id) })),
    );
    return rows.length;
  });
}
