import { openImapSession } from '../../mail/imap-session.ts';
import { findSentFolder } from '../../mail/sent-folder.ts';
import { findInFolder, type MailMarks, type SentLookup } from '../../mail/sent-items.ts';
import { type MailAccount, newId, toAppError } from '../../sdk/index.ts';
import { insertRows } from '../../store/sql.ts';
import { nthDelay } from '../deliver/retry-policy.ts';
import type { OutboxDeps } from '../deps.ts';
import { provedAccepted } from './proved.ts';

const DAY_MS = 24 * 3_600_000;

interface UncertainRow {
  id: string;
  connector_id: string;
  looks: number;
  message_id: string;
}

/**
 * Looks whether uncertain mails were accepted after all: a copy that only the provider can have filed is proof. We never
 * file a copy of a mail that is not accepted, so whatever lies in Sent Items under its Message-ID came from the server.
 * Not finding one proves nothing; the mail then waits for a person.
 */
export async function lookForProof(deps: OutboxDeps, stop: AbortSignal): Promise<void> {
  const due = await deps.store.read.sql<UncertainRow[]>`
    SELECT d.id, d.connector_id, d.looks, m.message_id FROM delivery d JOIN message m ON m.id = d.id
    WHERE d.state = 'uncertain' AND d.due_at <= ${deps.clock.now()} ORDER BY d.due_at LIMIT 50`;
  for (const row of due) {
    if (stop.aborted) return;
    await lookForOne(deps, row, stop);
  }
}

async function lookForOne(deps: OutboxDeps, row: UncertainRow, stop: AbortSignal): Promise<void> {
  const startedAt = deps.clock.now();
  const seen = await lookup(deps, row, stop);
  const now = deps.clock.now();
  const attempt = { id: newId(now), delivery_id: row.id, kind: 'look', started_at: startedAt, ms: now - startedAt };
  await deps.store.write(async (tx) => {
    if (seen.found) {
      await provedAccepted(
        tx,
        {
          id: row.id,
          detail: 'The provider has a copy in Sent Items: the server accepted the message.',
          data: { detail: seen.detail },
        },
        now,
      );
    } else {
      const dueAt =
        now + (row.looks + 1 < deps.policy.looksMs.length ? nthDelay(deps.policy.looksMs, row.looks + 2) : DAY_MS);
      await tx.sql`
        UPDATE delivery SET looks = ${row.looks + 1}, due_at = ${dueAt}, updated_at = ${now}
        WHERE id = ${row.id} AND state = 'uncertain'`;
    }
    await insertRows(tx, 'attempt', [
      { ...attempt, verdict: seen.found ? 'found' : seen.verdict, detail: seen.detail },
    ]);
  });
}

type Seen = { found: true; detail: string } | { found: false; verdict: 'not_found' | 'look_failed'; detail: string };

async function lookup(deps: OutboxDeps, row: UncertainRow, stop: AbortSignal): Promise<Seen> {
  try {
    const account = await deps.connectors.open(row.connector_id, 'read');
    const look = await lookInSent(deps, account, { messageId: row.message_id, id: row.id }, stop);
    if (look.found) return { found: true, detail: `Found in Sent Items as UID ${look.uid}.` };
    return { found: false, verdict: 'not_found', detail: 'Not in Sent Items. That proves nothing: a person decides.' };
  } catch (error) {
    return { found: false, verdict: 'look_failed', detail: toAppError(error).message };
  }
}

async function lookInSent(
  { egress }: OutboxDeps,
  account: MailAccount,
  marks: MailMarks,
  stop: AbortSignal,
): Promise<SentLookup> {
  if (!account.imap) return { found: false };
  const session = await openImapSession(account.imap, { egress, signal: stop });
  try {
    const folder = await findSentFolder(session, account.imap.folders.sent);
    return folder ? await findInFolder(session, folder.path, marks) : { found: false };
  } finally {
    session.close();
  }
}
