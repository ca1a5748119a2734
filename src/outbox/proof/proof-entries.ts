import { createHash } from 'node:crypto';
import type { Verdict } from '../../mail/delivery-verdict.ts';
import type { SmtpSession } from '../../mail/smtp-session.ts';
import { canonicalJson, type JsonObject, type SendLimits } from '../../sdk/index.ts';
import type { ProofEntry } from '../../store/proof-record.ts';
import type { ClaimedDelivery } from '../deliver/claim.ts';
import { redirectedText } from '../enqueue/guarded-draft.ts';

interface NewMail {
  message: Record<string, unknown> & { id: string };
  delivery: { state: string; redirected_to?: unknown };
  recipients: Record<string, unknown>[];
  factsDigest?: string | undefined;
  links?: { row: { sha256: string; size: number } }[];
}

interface Attempt {
  delivery: { id: string };
  verdict: Verdict;
  phase: string;
  connectorId: string;
}

/** A connector as it was opened for this sending. */
export interface SendingConnector {
  id: string;
  /** of the stored one, counted up with each change; null: it is not stored */
  version: number | null;
  limits: SendLimits;
}

interface Copy {
  id: string;
  state: string;
  folder?: string;
  uidValidity?: string | undefined;
  uid?: string | undefined;
  read?: boolean;
}

/** What the proof keeps of each step. Digests and the server's words; never a subject, a body or an attachment. */
export function createdProof({ message, delivery, recipients, factsDigest, links }: NewMail): ProofEntry {
  const row = message as Record<string, string | number | boolean | null>;
  const served = recipients.filter(({ state }) => state !== 'suppressed').map(({ address }) => String(address));
  const data: JsonObject = {
    cause: row['cause'] ?? null,
    eventId: row['event_id'] ?? null,
    runId: row['run_id'] ?? null,
    rule: row['rule_id'] ? { id: row['rule_id'], version: row['rule_version'] ?? null } : null,
    factsDigest: factsDigest ?? null,
    connector: connectorProof(row),
    messageId: row['message_id'] ?? null,
    mime: row['sha256'] ? { sha256: row['sha256'], size: row['size'] ?? 0 } : null,
    recipients: { count: served.length, digest: recipientsDigest(served) },
    ...(delivery.redirected_to ? { redirected: redirectedProof(String(delivery.redirected_to), recipients) } : {}),
    confidential: row['confidential'] ?? false,
    state: delivery.state,
    ...(links && { links: links.map(({ row }) => ({ sha256: row.sha256, size: row.size })) }),
  };
  return { subject: message.id, kind: 'created', at: Number(row['created_at']), data };
}

/** The address of a guard belongs to the installation, so it is named; those whom the mail was meant for are not. */
function redirectedProof(to: string, recipients: NewMail['recipients']): JsonObject {
  const owners = recipients
    .filter(({ response }) => response === redirectedText(to))
    .map(({ address }) => String(address));
  return { to, instead: { count: owners.length, digest: recipientsDigest(owners) } };
}

/** With the capabilities that the server offered in this very session, and what the connector was set to. */
export function markerProof(
  { delivery, connector: { id, version, limits } }: { delivery: ClaimedDelivery; connector: SendingConnector },
  session: Pick<SmtpSession, 'maxSize' | 'offersSmtpUtf8' | 'capabilities'>,
  at: number,
): ProofEntry {
  const { attempts, recipients, size } = delivery;
  const { connections, messagesPerMinute = null, recipientsPerDay = null } = limits;
  const connector = {
    ...{ id, version, limits: { connections, messagesPerMinute, recipientsPerDay } },
    ...{ maxSize: session.maxSize, smtpUtf8: session.offersSmtpUtf8, ...session.capabilities },
  };
  const data = {
    attempt: attempts,
    connector,
    size,
    recipients: { count: recipients.length, digest: recipientsDigest(recipients) },
  };
  return { subject: delivery.id, kind: 'marker', at, data };
}

export function replyProof({ delivery, verdict, phase, connectorId }: Attempt, state: string, at: number): ProofEntry {
  const { kind, reply, serverMessageId, recipients } = verdict;
  const count = (wanted: string) => recipients.filter((one) => one.verdict === wanted).length;
  const data = {
    connectorId,
    verdict: kind,
    phase,
    state,
    reply: reply ? { code: reply.code, enhanced: reply.enhanced ?? null, text: reply.text } : null,
    serverMessageId: serverMessageId ?? null,
    recipients: { accepted: count('accepted'), failed: count('failed'), retry: count('retry') },
  };
  return { subject: delivery.id, kind: 'reply', at, data };
}

export function copyProof(copy: Copy, at: number): ProofEntry {
  const { id, state, folder, uidValidity, uid, read } = copy;
  const place = { folder: folder ?? null, uidValidity: uidValidity ?? null, uid: uid ?? null };
  return { subject: id, kind: 'copy', at, data: { state, ...place, read: read ?? false } };
}

/** Recipients whose address came onto the suppression list while the mail waited. */
export function suppressedProof(
  id: string,
  hits: readonly { address: string }[],
  what: 'held' | 'left_out',
  at: number,
): ProofEntry {
  const addresses = hits.map(({ address }) => address);
  const recipients = { count: addresses.length, digest: recipientsDigest(addresses) };
  return { subject: id, kind: 'suppressed', at, data: { what, recipients } };
}

/** Recipients whose address was taken from the contact of the person while the mail waited. */
export function unregisteredProof(
  id: string,
  addresses: readonly string[],
  what: 'held' | 'left_out',
  at: number,
): ProofEntry {
  const recipients = { count: addresses.length, digest: recipientsDigest(addresses) };
  return { subject: id, kind: 'unregistered', at, data: { what, recipients } };
}

/** It will not be sent, and no server said so. */
export function endedProof(
  id: string,
  state: 'cancelled' | 'failed' | 'removed',
  reason: string,
  at: number,
): ProofEntry {
  return { subject: id, kind: 'ended', at, data: { state, reason } };
}

/** The same whatever the order and the letters' case of the addresses. */
export function recipientsDigest(addresses: readonly string[]): string {
  const sorted = addresses.map((address) => address.toLowerCase().replace(/\p{Surrogate}/gu, '\ufffd')).sort();
  return createHash('sha256').update(canonicalJson(sorted)).digest('hex');
}

function connectorProof(row: Record<string, string | number | boolean | null>): JsonObject | null {
  const { connector_id: id, sender_reason: reason, sender_detail: detail } = row;
  return id ? { id, reason: reason ?? null, ...(detail ? { detail } : {}) } : null;
}
