import { addressKey, DEFAULT_SOFT_BOUNCES, newId, sameAddress } from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import { insertRows } from '../../store/sql.ts';
import type { DeliveryState, RecipientState } from '../../store/tables/delivery.table.ts';
import type { Tx } from '../../store/transaction.ts';
import type { OutboxDeps } from '../deps.ts';
import { recipientsDigest } from '../proof/proof-entries.ts';
import { provedAccepted } from '../proof/proved.ts';
import { isSoft, tooManySoft } from './soft-bounces.ts';

/** What a mail server says of a mail of ours after it was accepted; src/mail/delivery-report.ts reads it. */
export interface Report {
  /** Message-ID of the report */
  id: string;
  about: { messageId: string | undefined; mailId: string | undefined; envelopeId?: string | undefined };
  recipients: readonly ReportLine[];
}

interface ReportLine {
  address: string;
  action: string;
  status: string;
  diagnostic: string;
}

/** In which mailbox the report lay. */
export interface ReportPlace {
  connectorId: string;
  /** of the mailbox */
  address: string;
}

/** `unknown`: it is about no mail of this mailbox, and changes nothing. `early`: the mail is just being sent; ask again. */
export type ReportOutcome = 'recorded' | 'known' | 'unknown' | 'early';

const VERDICTS: Readonly<Record<string, string>> = { failed: 'bounced', complained: 'complained' };

interface MailRow {
  id: string;
  state: DeliveryState;
  connector_id: string | null;
  envelope_from: string;
}

interface RecipientLine {
  position: number;
  address: string;
  state: RecipientState;
}

const BEING_SENT: readonly DeliveryState[] = ['sending', 'dot_pending'];
/** In these, what a report says decides the state of the mail. */
const DECIDED_BY_REPORTS: readonly DeliveryState[] = ['accepted', 'uncertain', 'bounced'];
/** The address is no good any more (RFC 3463, 3.2 and 3.3), unlike a full mailbox or a refused content. */
const ADDRESS_GONE = /^5\.(1\.(1|2|3|6|10)|2\.1)$/;

/**
 * Writes what a delivery report (RFC 3464) or a complaint (RFC 5965) says about a mail: its recipients, its state, the history, the proof, and the suppression
 * list, in one transaction. It is matched by its envelope id, or our own id or Message-ID in the headers that it returns, and only where it lay in the mailbox
 * that the mail was sent from and names a recipient of it: anything else may be forged. Twice is once.
 */
export async function recordReport(deps: OutboxDeps, place: ReportPlace, report: Report): Promise<ReportOutcome> {
  return deps.store.write(async (tx) => {
    const mail = await lockMail(tx, report.about);
    if (mail === undefined || !isFrom(mail, place)) return 'unknown';
    if (BEING_SENT.includes(mail.state)) return 'early';
    const recipients = await tx.sql<RecipientLine[]>`
      SELECT position, address, state FROM recipient WHERE delivery_id = ${mail.id} ORDER BY position`;
    const lines = report.recipients.flatMap((line) => matched(line, recipients));
    if (lines.length === 0) return 'unknown';
    if (await isKnown(tx, mail.id, report.id)) return 'known';
    // Whatever it says: the server had it.
    const detail = 'A report of a mail server names it.';
    await provedAccepted(tx, { id: mail.id, detail, data: { report: report.id } }, deps.clock.now());
    for (const { line, recipient } of lines) {
      if (line.action === 'failed') await returned(deps, tx, { mail, line, recipient });
      if (line.action === 'complained') await complained(deps, tx, { mail, line, recipient });
    }
    if (lines.some(({ line }) => line.action === 'failed')) await settle(deps, tx, mail, lines);
    await tell(deps, tx, { mail, report, lines });
    for (const { line, recipient } of lines) {
      if (line.action === 'failed' && isSoft(line.status)) await suppressSoft(deps, tx, { line, recipient });
    }
    return 'recorded';
  });
}

/** As it is once nobody else is changing it: the same report may lie in two mailboxes. */
async function lockMail(tx: Tx, about: Report['about']): Promise<MailRow | undefined> {
  const found = await findMail(tx, about);
  if (found === undefined) return undefined;
  await tx.sql`UPDATE delivery SET looks = looks WHERE id = ${found.id}`;
  return findMail(tx, about);
}

async function findMail(tx: Tx, { messageId, mailId, envelopeId }: Report['about']): Promise<MailRow | undefined> {
  // Ids are compared whole: what is none of ours is nobody's.
  const rows = await tx.sql<MailRow[]>`
    SELECT m.id, d.state, d.connector_id, m.envelope_from FROM message m JOIN delivery d ON d.id = m.id
    WHERE m.id IN (${envelopeId ?? ''}, ${mailId ?? ''}) OR m.message_id = ${messageId ?? ''} LIMIT 3`;
  return rows.find(({ id }) => id === envelopeId) ?? rows.find(({ id }) => id === mailId) ?? rows[0];
}

function isFrom(mail: MailRow, { connectorId, address }: ReportPlace): boolean {
  return mail.connector_id === connectorId || sameAddress(mail.envelope_from, address);
}

interface Match {
  line: ReportLine;
  recipient: RecipientLine;
}

/** A server that forwards reports an address that we never saw; where there was one recipient only, it is that one. */
function matched(line: ReportLine, recipients: readonly RecipientLine[]): Match[] {
  if (line.action !== 'failed' && line.action !== 'delayed' && line.action !== 'complained') return [];
  const served = recipients.filter(({ state }) => state !== 'suppressed');
  const key = addressKey(line.address);
  const recipient =
    served.find(({ address }) => addressKey(address) === key) ?? (served.length === 1 ? served[0] : undefined);
  return recipient === undefined ? [] : [{ line, recipient }];
}

/** What others write never stands alone where our own words are looked up. */
function phaseOf(reportId: string): string {
  return `report ${reportId}`;
}

async function isKnown(tx: Tx, id: string, reportId: string): Promise<boolean> {
  const rows = await tx.sql<unknown[]>`
    SELECT 1 FROM attempt WHERE delivery_id = ${id} AND kind = 'report' AND phase = ${phaseOf(reportId)} LIMIT 1`;
  return rows.length > 0;
}

async function returned(deps: OutboxDeps, tx: Tx, { mail, line, recipient }: Match & { mail: MailRow }): Promise<void> {
  await tx.sql`
    UPDATE recipient SET state = 'bounced', response = ${wordsOf(line)}
    WHERE delivery_id = ${mail.id} AND position = ${recipient.position}`;
  if (!ADDRESS_GONE.test(line.status)) return;
  await deps.suppressBounced?.(tx, { address: recipient.address, reason: wordsOf(line) });
}

async function suppressSoft(deps: OutboxDeps, tx: Tx, { line, recipient: { address } }: Match): Promise<void> {
  const most = (await deps.softBounces?.(tx)) ?? DEFAULT_SOFT_BOUNCES;
  const reason = await tooManySoft(tx, { address, words: wordsOf(line), most, now: deps.clock.now() });
  if (reason !== undefined) await deps.suppressBounced?.(tx, { address, reason, kind: 'soft_bounce' });
}

/** It got there, and is not wanted: the mail stays what it is, and the address gets nothing any more. */
async function complained(
  deps: OutboxDeps,
  tx: Tx,
  { mail, line, recipient }: Match & { mail: MailRow },
): Promise<void> {
  const now = deps.clock.now();
  const detail = `${recipient.address}: ${line.diagnostic}`;
  await tx.sql`UPDATE delivery SET detail = ${detail}, updated_at = ${now} WHERE id = ${mail.id} AND state = 'accepted'`;
  await tx.sql`
    UPDATE recipient SET response = ${line.diagnostic}
    WHERE delivery_id = ${mail.id} AND position = ${recipient.position} AND state = 'accepted'`;
  await deps.suppressBounced?.(tx, { address: recipient.address, reason: line.diagnostic, kind: 'complaint' });
}

/** Bounced where nobody else has it. */
async function settle(deps: OutboxDeps, tx: Tx, mail: MailRow, lines: readonly Match[]): Promise<void> {
  if (!DECIDED_BY_REPORTS.includes(mail.state)) return;
  const now = deps.clock.now();
  const left = await tx.sql<unknown[]>`
    SELECT 1 FROM recipient WHERE delivery_id = ${mail.id} AND state = 'accepted' LIMIT 1`;
  const state = left.length === 0 ? 'bounced' : 'accepted';
  const detail = detailOf(lines);
  await tx.sql`
    UPDATE delivery SET state = ${state}, due_at = NULL, detail = ${detail}, updated_at = ${now},
      accepted_at = COALESCE(accepted_at, ${now})
    WHERE id = ${mail.id}`;
}

function detailOf(lines: readonly Match[]): string {
  const failed = lines.filter(({ line }) => line.action === 'failed');
  const [first] = failed;
  const others = failed.length > 1 ? ` and ${failed.length - 1} more` : '';
  return first === undefined ? '' : `Returned for ${first.recipient.address}${others}: ${wordsOf(first.line)}`;
}

function wordsOf({ status, diagnostic }: ReportLine): string {
  if (diagnostic !== '') return diagnostic;
  return status === '' ? 'The mail server gave no reason.' : `The mail server gave no reason but the code ${status}.`;
}

async function tell(
  deps: OutboxDeps,
  tx: Tx,
  { mail, report, lines }: { mail: MailRow; report: Report; lines: readonly Match[] },
): Promise<void> {
  const now = deps.clock.now();
  const rows = lines.map(({ line, recipient }) => ({
    ...{ id: newId(now), delivery_id: mail.id, kind: 'report', started_at: now, ms: 0 },
    ...{ verdict: VERDICTS[line.action] ?? 'delayed', phase: phaseOf(report.id), code: null },
    ...{ enhanced: line.status || null, response: line.diagnostic || null, detail: recipient.address, done_by: null },
  }));
  await insertRows(tx, 'attempt', rows);
  const entries = lines.map(({ line, recipient }) => ({
    ...{ subject: mail.id, kind: 'bounce' as const, at: now },
    data: {
      ...{ action: line.action, status: line.status, words: line.diagnostic, report: report.id },
      recipient: recipientsDigest([recipient.address]),
    },
  }));
  await insertProof(tx, entries);
}
