import { parseDeliveryReport } from '../mail/delivery-report.ts';
import { parseFeedbackReport } from '../mail/feedback-report.ts';
import { openImapSession } from '../mail/imap-session.ts';
import { readReports } from '../mail/read-reports.ts';
import { AppError, type ImapEndpoint, type MailAccount, newId, toAppError } from '../sdk/index.ts';
import type { MailboxCursorRow } from '../store/tables/mailbox-cursor.table.ts';
import { claimMailbox, lastSent, saveFailure, saveLook, saveRest } from './cursor.store.ts';
import type { InboundDeps } from './inbound-deps.ts';

export interface LookResult {
  /** new messages whose headers were read */
  seen: number;
  /** reports about e-mails of this server */
  reports: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** How far the first look goes back. */
const FIRST_LOOK_MS = 6 * DAY_MS;
/** Most reports come at once, the rest when servers have given up. */
const SOON_MS = MINUTE_MS;
const LATER_MS = 10 * MINUTE_MS;
/** A report about an e-mail that is just being sent. */
const EARLY_MS = 5_000;
const LONGEST_PAUSE_MS = HOUR_MS;

/**
 * Reads what came into the inbox of a connector, as far as it is reports about e-mails. Undefined: somebody else does.
 * What cannot be read is kept as the problem of the mailbox and tried again later; with `asked` it is thrown, too.
 */
export async function lookAtMailbox(
  deps: InboundDeps,
  id: string,
  { signal, asked = false }: { signal: AbortSignal; asked?: boolean },
): Promise<LookResult | undefined> {
  const token = newId();
  const cursor = await claimMailbox(deps.store, { id, token, now: deps.clock.now(), asked });
  if (cursor === undefined) return undefined;
  try {
    const account = await deps.openConnector(id);
    if (account.imap === undefined) {
      await saveRest(deps.store, { id, token, dueAt: deps.clock.now() + HOUR_MS });
      if (asked)
        throw new AppError('STATE', `"${account.displayName}" has no IMAP part, so there is no inbox to read.`);
      return { seen: 0, reports: 0 };
    }
    return await look(deps, { account, imap: account.imap, cursor, token, signal });
  } catch (thrown) {
    const error = toAppError(thrown);
    const pause = Math.min(SOON_MS * 2 ** Math.min(cursor.failures, 10), LONGEST_PAUSE_MS);
    await saveFailure(deps.store, { id, token, problem: error.message, dueAt: deps.clock.now() + pause });
    if (asked) throw error;
    deps.log.warn({ connectorId: id, code: error.code, reason: error.message }, 'inbox not read, trying again');
    return { seen: 0, reports: 0 };
  }
}

interface Look {
  account: MailAccount;
  imap: ImapEndpoint;
  cursor: MailboxCursorRow;
  token: string;
  signal: AbortSignal;
}

async function look(deps: InboundDeps, { account, imap, cursor, token, signal }: Look): Promise<LookResult> {
  const { connectorId: id } = cursor;
  const now = deps.clock.now();
  const session = await openImapSession(imap, { egress: deps.egress, signal });
  try {
    const known =
      cursor.uidValidity === null ? undefined : { uidValidity: cursor.uidValidity, lastUid: cursor.lastUid };
    const since = new Date(now - FIRST_LOOK_MS);
    const read = await readReports(session, imap.folders.inbox, { cursor: known, since });
    const place = { connectorId: id, address: account.from.address };
    let { lastUid } = read.cursor;
    let [found, early] = [0, false];
    for (const { uid, raw } of read.reports) {
      const report = parseDeliveryReport(raw) ?? parseFeedbackReport(raw);
      const outcome = report === undefined ? 'unknown' : await deps.recordReport(place, report);
      if (outcome === 'early') {
        // Its e-mail will be through in a moment: everything from here on is read again.
        [lastUid, early] = [uid - 1, true];
        break;
      }
      if (outcome === 'recorded') found += 1;
    }
    const dueAt = deps.clock.now() + (early ? EARLY_MS : await pauseOf(deps, id, now));
    await saveLook(deps.store, { ...read.cursor, id, token, lastUid, found, checkedAt: now, dueAt });
    if (found > 0) deps.log.info({ connectorId: id, reports: found }, 'reports about e-mails were read');
    return { seen: read.seen, reports: found };
  } finally {
    session.close();
  }
}

async function pauseOf({ store }: InboundDeps, id: string, now: number): Promise<number> {
  return now - (await lastSent(store, id)) < HOUR_MS ? SOON_MS : LATER_MS;
}
