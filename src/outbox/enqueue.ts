import { createHash } from 'node:crypto';
import { bccHeader, composeMail } from '../mail/compose.ts';
import {
  AppError,
  type Clock,
  type HeldMail,
  type HeldReason,
  type MailCause,
  newId,
  type PlannedMail,
} from '../sdk/index.ts';
import { readContent } from '../store/content.ts';
import { insertProof } from '../store/proof-record.ts';
import { insertRows } from '../store/sql.ts';
import type { Store } from '../store/store.ts';
import type { DeliveryState } from '../store/tables/delivery.table.ts';
import type { Tx } from '../store/transaction.ts';
import { baseRows, recipientRows } from './message-rows.ts';
import { createdProof } from './proof-entries.ts';
import type { RetryPolicy } from './retry-policy.ts';
import { spool } from './spool.ts';

export interface EnqueueDeps {
  store: Store;
  clock: Clock;
  policy: RetryPolicy;
}

/** A mail whose bytes are fixed: nothing of it changes any more, however often it is tried. */
export interface PreparedMail {
  message: Record<string, unknown> & { id: string; idempotency_key: string; request_hash: string };
  delivery: Record<string, unknown> & { state: DeliveryState };
  recipients: Record<string, unknown>[];
  factsDigest?: string | undefined;
  /** pieces that go in with the rows; a larger mail has its pieces stored before, see `prepare` */
  pieces: Buffer[];
}

export interface Enqueued {
  id: string;
  state: DeliveryState;
  /** false: the key was known, nothing new was stored */
  created: boolean;
}

/** A mail that waits for a person is not forgotten: after this it ends as failed. */
const HELD_MS = 30 * 24 * 3_600_000;

/**
 * Renders the bytes once and fixes Message-ID, Date and envelope. Stores nothing but, for a mail above 1 MiB, its
 * pieces of content: without the rows that name them they are swept away after a day. In a host's open transaction `tx`
 * they go into that: on SQLite a write of our own would wait for the host, which waits for us.
 */
export async function prepare(
  deps: EnqueueDeps,
  mail: PlannedMail | HeldMail,
  cause: MailCause,
  tx?: Tx,
): Promise<PreparedMail> {
  return 'held' in mail ? prepareHeld(deps, mail, cause) : preparePlanned(deps, mail, cause, tx);
}

async function preparePlanned(
  deps: EnqueueDeps,
  mail: PlannedMail,
  cause: MailCause,
  tx: Tx | undefined,
): Promise<PreparedMail> {
  const now = deps.clock.now();
  const id = newId(now);
  const { draft } = mail;
  const messageId = `<${id}@${draft.from.address.split('@').at(-1)}>`;
  const contentId = newId(now);
  const bytes = composeMail(draft, { id, messageId, date: new Date(now), automatic: mail.automatic }, (stored) =>
    readContent(deps.store.read, stored),
  );
  const content = await spool(tx === undefined ? deps.store : { write: (unit) => unit(tx) }, contentId, bytes);
  const base = baseRows({ id, now, messageId, cause, policy: deps.policy, size: content.size });
  const recipients = recipientRows(id, { to: draft.to, cc: draft.cc, bcc: draft.bcc });
  if (recipients.length === 0)
    throw new AppError('ADDRESS', 'The e-mail has no recipient. Give at least one address in To, CC or BCC.');
  return {
    message: {
      ...base.message,
      request_hash: requestHash(mail),
      connector_id: mail.sender.connectorId,
      sender_reason: mail.sender.reason,
      from_address: draft.from.address,
      subject: draft.subject,
      sha256: content.sha256,
      content_id: contentId,
      envelope_from: draft.from.address,
      bcc_header: bccHeader(draft.bcc),
      sent_copy: mail.sentCopy,
      smtp_utf8: recipients.some((one) => !isAscii(one.address)) || !isAscii(draft.from.address),
      confidential: mail.confidential,
    },
    delivery: { ...base.delivery, ...startState(mail, cause, now), connector_id: mail.sender.connectorId },
    recipients,
    factsDigest: cause.factsDigest,
    pieces: content.pieces,
  };
}

function prepareHeld(deps: EnqueueDeps, mail: HeldMail, cause: MailCause): PreparedMail {
  const now = deps.clock.now();
  const id = newId(now);
  const base = baseRows({ id, now, messageId: `<${id}@held.invalid>`, cause, policy: deps.policy, size: 0 });
  return {
    message: {
      ...base.message,
      request_hash: requestHash(mail),
      connector_id: mail.sender?.connectorId ?? null,
      sender_reason: mail.sender?.reason ?? null,
      from_address: '',
      subject: mail.subject,
      sha256: null,
      content_id: null,
      envelope_from: '',
      bcc_header: null,
      sent_copy: 'never',
      smtp_utf8: false,
      confidential: false,
    },
    delivery: {
      ...base.delivery,
      state: 'held',
      held_reason: mail.held.reason,
      detail: mail.held.detail,
      due_at: now + HELD_MS,
      connector_id: mail.sender?.connectorId ?? null,
    },
    recipients: recipientRows(id, { to: mail.to, cc: [], bcc: [] }),
    factsDigest: cause.factsDigest,
    pieces: [],
  };
}

/**
 * Stores prepared mails in the caller's transaction: they are sent only if it commits. A key that is known answers the
 * mail that has it; with other content: IDEMPOTENCY_MISMATCH.
 */
export async function insertPrepared(tx: Tx, mails: PreparedMail[]): Promise<Enqueued[]> {
  const answers: Enqueued[] = [];
  const created: PreparedMail[] = [];
  for (const mail of mails) {
    const inserted = await insertRows(tx, 'message', [mail.message], 'idempotency_key');
    if (inserted === 0) {
      answers.push(await knownMail(tx, mail));
      continue;
    }
    await insertRows(tx, 'delivery', [mail.delivery]);
    await insertRows(tx, 'recipient', mail.recipients);
    const contentId = mail.message['content_id'];
    await insertRows(
      tx,
      'content',
      mail.pieces.map((bytes, seq) => ({ id: contentId, seq, bytes })),
    );
    answers.push({ id: mail.message.id, state: mail.delivery.state, created: true });
    created.push(mail);
  }
  await insertProof(tx, created.map(createdProof));
  return answers;
}

async function knownMail(tx: Tx, mail: PreparedMail): Promise<Enqueued> {
  const rows = await tx.sql<{ id: string; request_hash: string; state: DeliveryState }[]>`
    SELECT m.id, m.request_hash, d.state FROM message m JOIN delivery d ON d.id = m.id
    WHERE m.idempotency_key = ${mail.message.idempotency_key}`;
  const [known] = rows;
  if (!known) throw new AppError('CONFLICT', 'The e-mail was removed while it was asked for again. Try again.');
  if (known.request_hash !== mail.message.request_hash) {
    throw new AppError(
      'IDEMPOTENCY_MISMATCH',
      'An e-mail with this idempotency key exists and its content differs. Use a new key for a new e-mail.',
      { details: { id: known.id } },
    );
  }
  return { id: known.id, state: known.state, created: false };
}

function startState(mail: PlannedMail, cause: MailCause, now: number) {
  const held = (reason: HeldReason, detail: string, until: number) => ({
    state: 'held' as const,
    held_reason: reason,
    detail,
    due_at: until,
  });
  if (cause.hold?.reason === 'approval') {
    return held('approval', 'Waits until its run is approved and released.', cause.hold.until);
  }
  if (cause.hold) return held('event', 'Waits until its event is committed.', cause.hold.until);
  if (mail.waitsForConnector !== undefined) return held('connector', mail.waitsForConnector, now + HELD_MS);
  return { state: 'queued' as const, held_reason: null, detail: 'Waits for its turn.', due_at: now };
}

/** Over everything that was asked for, attachments by digest or content id; not over Date or Message-ID. */
function requestHash(mail: PlannedMail | HeldMail): string {
  return sha256(
    JSON.stringify('held' in mail ? mail : { ...mail, draft: { ...mail.draft, attachments: attachmentKeys(mail) } }),
  );
}

function attachmentKeys(mail: PlannedMail): string[][] {
  return mail.draft.attachments.map(({ filename, contentType, source }) => [
    filename,
    contentType,
    'bytes' in source ? sha256(source.bytes) : source.contentId,
  ]);
}

function sha256(of: string | Uint8Array): string {
  return createHash('sha256').update(of).digest('hex');
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range is what is asked
  return /^[\x00-\x7f]*$/.test(text);
}
