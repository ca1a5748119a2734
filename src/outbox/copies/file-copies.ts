import { type ImapSession, openImapSession } from '../../mail/imap-session.ts';
import { findSentFolder } from '../../mail/sent-folder.ts';
import { AppError, type MailAccount, newId, toAppError } from '../../sdk/index.ts';
import type { Log, OutboxDeps } from '../deps.ts';
import { type ClaimedCopy, claimCopies, postponeCopies, recordCopies, retryCopies } from './copy-queue.ts';
import { fileBatch } from './file-batch.ts';

/**
 * Files the due Sent copies of one connector until none is left. A second step beside the delivery: whatever happens
 * here, nothing is ever sent again.
 */
export async function fileCopies(deps: OutboxDeps, connectorId: string, stop: AbortSignal): Promise<void> {
  let session: ImapSession | undefined;
  let folder: string | undefined;
  try {
    while (!stop.aborted) {
      const token = newId();
      const copies = await claimCopies(deps, connectorId, token);
      if (copies.length === 0) return;
      let mayBeFiled = false;
      try {
        const account = await deps.connectors.open(connectorId, 'read');
        if (await settleWithoutImap(deps, account, copies, token)) continue;
        if (!session?.usable) {
          session?.close();
          session = await open(deps, account, stop);
          folder = await sentFolder(session, account);
        }
        mayBeFiled = true;
        await fileBatch(deps, { session, account, folder: folder ?? '', copies, token });
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.details['switchedOff'] === true) return await postponeCopies(deps, token, error.message);
        await retryCopies(deps, copies, token, { error, mayBeFiled: mayBeFiled && error.details['answered'] !== true });
        logFailure(deps.log, connectorId, error);
        return;
      }
    }
  } finally {
    session?.close();
  }
}

/** The provider files sent mail itself, or there is no mailbox to file into. */
async function settleWithoutImap(deps: OutboxDeps, account: MailAccount, copies: ClaimedCopy[], token: string) {
  const automatic = copies.filter((copy) => copy.policy === 'auto');
  const providerFiles = account.selfFiling || account.learned.selfFiling === true;
  if (account.imap && !(providerFiles && automatic.length === copies.length)) return false;
  const state = account.imap ? ('filed_by_provider' as const) : ('skipped' as const);
  const detail = account.imap
    ? 'The provider keeps a copy of what its SMTP server sends.'
    : 'The connector has no IMAP server to file a copy into.';
  await recordCopies(
    deps,
    token,
    copies.map((copy) => ({ id: copy.id, state, detail })),
  );
  return true;
}

function open({ egress }: OutboxDeps, account: MailAccount, stop: AbortSignal): Promise<ImapSession> {
  if (!account.imap) throw new AppError('CONNECTOR_INACTIVE', 'The connector has no IMAP server.');
  return openImapSession(account.imap, { egress, signal: stop });
}

async function sentFolder(session: ImapSession, account: MailAccount): Promise<string> {
  const found = await findSentFolder(session, account.imap?.folders.sent);
  if (found) return found.path;
  throw new AppError(
    'MAIL_REFUSED',
    'The mailbox has no folder for sent mail. Create one, or name it in the connector under "Sent folder".',
    { details: { answered: true } },
  );
}

function logFailure(log: Log, connectorId: string, error: AppError): void {
  log.warn({ connectorId, code: error.code, reason: error.message }, 'sent copies not filed');
}
