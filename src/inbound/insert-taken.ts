import type { InboxHead } from '../mail/inbox-reader.ts';
import { sealedId } from '../store/content.ts';
import { insertRows } from '../store/sql.ts';
import type { Tx } from '../store/transaction.ts';
import type { KeptFor } from './keep-message.ts';

/** The bytes of a message, still in memory or stored already. */
export interface Taken {
  id: string;
  head: InboxHead;
  keptFor: KeptFor;
  size: number;
  sha256: string;
  /** small enough to be stored with its row */
  bytes: Buffer | undefined;
  problem: string | null;
}

interface Page {
  mailboxId: string;
  uidValidity: string;
  /** `bytes`: sealed */
  messages: readonly Taken[];
  now: number;
  /** our clock: the inbox was seen without them; null: nobody knows how long they were there */
  cameAfter: number | null;
}

/** The rows of a page. What was read before, and has another UID now, only gets that one: it is not read again. */
export async function insertTaken(tx: Tx, page: Page): Promise<void> {
  const { mailboxId, uidValidity, messages, now, cameAfter } = page;
  const fresh: Taken[] = [];
  const there = await findThere(tx, page);
  for (const one of messages) {
    const id = there(one);
    const { uid } = one.head;
    if (id === undefined) fresh.push(one);
    else await tx.sql`UPDATE inbound_message SET uid_validity = ${uidValidity}, uid = ${uid} WHERE id = ${id}`;
  }
  const pieces = fresh.flatMap(({ id, bytes }) => (bytes === undefined ? [] : [{ id: sealedId(id), seq: 0, bytes }]));
  await insertRows(tx, 'content', pieces);
  const rows = fresh.map((one) => ({
    ...{ id: one.id, mailbox_id: mailboxId, uid_validity: uidValidity, uid: one.head.uid, problem: one.problem },
    ...{ state: one.problem === null ? 'stored' : 'quarantined', kept_for: one.keptFor, content_id: sealedId(one.id) },
    ...{ size: one.size, sha256: one.sha256, received_at: one.head.receivedAt, stored_at: now },
    came_after: cameAfter,
  }));
  await insertRows(tx, 'inbound_message', rows);
}

/** Which row a message has already: under this UID, or with its bytes from before UIDs counted anew. Each is answered once. */
async function findThere(tx: Tx, { mailboxId, uidValidity, messages }: Page) {
  if (messages.length === 0) return () => undefined;
  const [uids, digests] = [messages.map(({ head }) => head.uid), messages.map(({ sha256 }) => sha256)];
  const known = await tx.sql<{ id: string; uid: number | string }[]>`
    SELECT id, uid FROM inbound_message
    WHERE mailbox_id = ${mailboxId} AND uid_validity = ${uidValidity} AND uid IN (${() => uids})`;
  const before = await tx.sql<{ id: string; sha256: string }[]>`
    SELECT id, sha256 FROM inbound_message
    WHERE mailbox_id = ${mailboxId} AND sha256 IN (${() => digests}) AND uid_validity <> ${uidValidity} ORDER BY id`;
  return ({ head, sha256 }: Taken): string | undefined => {
    const same = known.find((row) => Number(row.uid) === head.uid);
    if (same !== undefined) return same.id;
    const at = before.findIndex((row) => row.sha256 === sha256);
    return at < 0 ? undefined : before.splice(at, 1)[0]?.id;
  };
}
