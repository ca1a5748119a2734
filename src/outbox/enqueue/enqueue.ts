import { createHash } from 'node:crypto';
import { bccHeader, composeMail } from '../../mail/compose.ts';
import {
  AppError,
  addressKey,
  type Clock,
  type HeldMail,
  type HeldReason,
  type MailAttachment,
  type MailCause,
  newId,
  type PlannedMail,
} from '../../sdk/index.ts';
import { insertProof } from '../../store/proof-record.ts';
import { insertMissing, insertRows } from '../../store/sql.ts';
import type { Store } from '../../store/store.ts';
import type { DeliveryState } from '../../store/tables/delivery.table.ts';
import type { Tx } from '../../store/transaction.ts';
import type { RetryPolicy } from '../deliver/retry-policy.ts';
import { spool } from '../deliver/spool.ts';
import type { LinkPort } from '../deps.ts';
import { withLinks } from '../links/link-text.ts';
import { linkFiles, type MadeLink } from '../links/mail-links.ts';
import { type MadeUnsubscribe, unsubscribable } from '../links/unsubscribe-link.ts';
import { createdProof } from '../proof/proof-entries.ts';
import type { GuardMemory } from './guard-memory.ts';
import { guardedDraft } from './guarded-draft.ts';
import { mailContentId } from './mail-content.ts';
import { baseRows, HELD_MS, leftOutRows, recipientRows, rightOf } from './message-rows.ts';

export interface EnqueueDeps {
  store: Store;
  clock: Clock;
  policy: RetryPolicy;
  links?: LinkPort | undefined;
  guards?: GuardMemory;
}

/** A mail whose bytes are fixed: nothing of it changes any more, however often it is tried. */
export interface PreparedMail {
  message: Record<string, unknown> & { id: string; idempotency_key: string; request_hash: string };
  delivery: Record<string, unknown> & { state: DeliveryState };
  recipients: Record<string, unknown>[];
  factsDigest?: string | undefined;
  /** pieces that go in with the rows; a larger mail has its pieces stored before, see `prepare` */
  pieces: Buffer[];
  links?: MadeLink[];
  /** the row of the link by which its recipient unsubscribes */
  unsubscribe?: MadeUnsubscribe['row'] | undefined;
}

export interface Enqueued {
  id: string;
  state: DeliveryState;
  /** false: the key was known, nothing new was stored */
  created: boolean;
}

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
  if ('held' in mail) return prepareHeld(deps, mail, cause);
  if (mail.performer !== undefined) {
    // A payroll run has its own approval; leaving by itself is what the rule forbids.
    throw new AppError('STATE', 'The rule says that a person sends this e-mail. Set its mode to automatic for this.');
  }
  if (mail.unsubscribe && cause.runId !== undefined) {
    const message =
      'The rule lets recipients unsubscribe, and nobody unsubscribes from payroll. Switch that off in it.';
    throw new AppError('STATE', message);
  }
  return preparePlanned(deps, mail, cause, tx);
}

async function preparePlanned(
  deps: EnqueueDeps,
  mail: PlannedMail,
  cause: MailCause,
  tx: Tx | undefined,
): Promise<PreparedMail> {
  const now = deps.clock.now();
  const id = newId(now);
  const messageId = `<${id}@${mail.draft.from.address.split('@').at(-1)}>`;
  const contentId = mailContentId(id);
  const { content: stored } = deps.store;
  const target =
    tx === undefined ? deps.store : { content: stored, write: <T>(unit: (tx: Tx) => Promise<T>) => unit(tx) };
  const links = await linkFiles(deps, target, { messageId: id, now }, mail.draft.links ?? []);
  const guarded = guardedDraft(mail.draft, (await deps.guards?.load()) ?? [], cause.owner);
  const linked = withLinks(guarded.draft, deps.links?.publicUrl ?? '', links);
  // Who gets it instead of its recipient must not unsubscribe that one.
  const asks = mail.unsubscribe && guarded.redirectedTo === undefined;
  const { draft, row } = asks ? unsubscribable(deps, linked, { id, cause, now }) : { draft: linked, row: undefined };
  const bytes = composeMail(draft, { id, messageId, date: new Date(now), automatic: mail.automatic }, (attached) =>
    stored.read(attached),
  );
  const content = await spool(target, contentId, bytes, cause.atOnce);
  const { template } = mail;
  const base = baseRows({ id, now, messageId, cause, policy: deps.policy, size: content.size, template });
  const recipients = recipientRows(id, { to: draft.to, cc: draft.cc, bcc: draft.bcc });
  if (recipients.length === 0)
    throw new AppError('ADDRESS', 'The e-mail has no recipient. Give at least one address in To, CC or BCC.');
  return {
    message: {
      ...base.message,
      request_hash: requestHash(mail),
      connector_id: mail.sender.connectorId,
      sender_reason: mail.sender.reason,
      sender_detail: mail.sender.detail ?? null,
      right_of: rightOf(cause, mail.sender),
      from_address: draft.from.address,
      subject: draft.subject,
      sha256: content.sha256,
      content_id: contentId,
      envelope_from: draft.from.address,
      bcc_header: bccHeader(draft.bcc),
      sent_copy: mail.sentCopy,
      smtp_utf8: recipients.some((one) => !isAscii(one.address)) || !isAscii(draft.from.address),
      confidential: mail.confidential,
      fallback: mail.fallback ?? false,
    },
    delivery: {
      ...base.delivery,
      ...startState(mail, cause, now),
      connector_id: mail.sender.connectorId,
      redirected_to: guarded.redirectedTo ?? null,
    },
    recipients: [...recipients, ...leftOutRows(id, [...(mail.leftOut ?? []), ...guarded.leftOut], recipients.length)],
    factsDigest: cause.factsDigest,
    pieces: content.pieces,
    ...(links.length > 0 && { links }),
    unsubscribe: row,
  };
}

function prepareHeld(deps: EnqueueDeps, mail: HeldMail, cause: MailCause): PreparedMail {
  const now = deps.clock.now();
  const id = newId(now);
  const of = { cause, policy: deps.policy, template: mail.template };
  const base = baseRows({ id, now, messageId: `<${id}@held.invalid>`, size: 0, ...of });
  return {
    message: {
      ...base.message,
      request_hash: requestHash(mail),
      connector_id: mail.sender?.connectorId ?? null,
      sender_reason: mail.sender?.reason ?? null,
      sender_detail: mail.sender?.detail ?? null,
      right_of: rightOf(cause, mail.sender),
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
  const messages = mails.map(({ message }) => message);
  const fresh = new Set(await insertMissing(tx, 'message', messages, 'idempotency_key'));
  // Of two mails with one key the first is stored; deleting says that its turn is over.
  const created = mails.filter(({ message }) => fresh.delete(message.idempotency_key));
  await insertParts(tx, created);
  const isNew = new Set(created);
  const answers: Enqueued[] = [];
  for (const mail of mails) {
    const { message, delivery } = mail;
    answers.push(
      isNew.has(mail) ? { id: message.id, state: delivery.state, created: true } : await knownMail(tx, mail),
    );
  }
  return answers;
}

/** A table's rows of all mails in one statement. */
async function insertParts(tx: Tx, mails: readonly PreparedMail[]): Promise<void> {
  await insertRows(
    tx,
    'delivery',
    mails.map(({ delivery }) => delivery),
  );
  await insertRows(
    tx,
    'recipient',
    mails.flatMap(({ recipients }) =>
      recipients.map((one) => ({ ...one, address_key: addressKey(String(one['address'])) })),
    ),
  );
  const links = mails.flatMap((mail) => mail.links ?? []);
  await insertRows(
    tx,
    'mail_link',
    links.map(({ row }) => row),
  );
  await insertRows(
    tx,
    'unsubscribe_link',
    mails.flatMap(({ unsubscribe }) => (unsubscribe ? [unsubscribe] : [])),
  );
  await insertRows(tx, 'content', [
    ...mails.flatMap(({ message, pieces }) => pieces.map((bytes, seq) => ({ id: message['content_id'], seq, bytes }))),
    ...links.flatMap(({ row, pieces }) => pieces.map((bytes, seq) => ({ id: row.content_id, seq, bytes }))),
  ]);
  await insertProof(tx, mails.map(createdProof));
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
  if (mail.waitsForRight !== undefined) return held('right', mail.waitsForRight, now + HELD_MS);
  if (mail.waitsForConnector !== undefined) return held('connector', mail.waitsForConnector, now + HELD_MS);
  const { notBefore = now } = cause;
  const detail = notBefore > now ? 'Waits a moment, in which it can be taken back.' : 'Waits for its turn.';
  return { state: 'queued' as const, held_reason: null, detail, due_at: notBefore };
}

/**
 * Over everything that was asked for, files by digest or content id; not over Date, Message-ID, what the server takes or
 * the words for why another sender does not send.
 */
function requestHash(mail: PlannedMail | HeldMail): string {
  const untold = { sender: mail.sender && { ...mail.sender, detail: undefined }, template: undefined };
  if ('held' in mail) return sha256(JSON.stringify({ ...mail, ...untold }));
  const { draft } = mail;
  const links = draft.links && { links: fileKeys(draft.links) };
  const asked = { ...draft, attachments: fileKeys(draft.attachments), ...links };
  return sha256(JSON.stringify({ ...mail, ...untold, draft: asked, maxSize: undefined, fallback: undefined }));
}

function fileKeys(files: readonly MailAttachment[]): string[][] {
  return files.map(({ filename, contentType, source }) => [
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
