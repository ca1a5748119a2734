import { createHash } from 'node:crypto';
import {
  AppError,
  addressKey,
  isOwnChoice,
  type Mailbox,
  newId,
  suppressedText,
  unsubscribedText,
} from '../../sdk/index.ts';
import { wholeOf } from '../../store/content.ts';
import { insertProof } from '../../store/proof-record.ts';
import { insertRows } from '../../store/sql.ts';
import type { MessageRow } from '../../store/tables/message.table.ts';
import { parseFence } from '../deliver/claim.ts';
import { spool } from '../deliver/spool.ts';
import type { OutboxDeps } from '../deps.ts';
import { insertPrepared, type PreparedMail } from '../enqueue/enqueue.ts';
import { whyUnregistered } from '../enqueue/hold-unregistered.ts';
import { assertContent, mailContentId, movedKey, readMail } from '../enqueue/mail-content.ts';
import { baseRows } from '../enqueue/message-rows.ts';
import { renewLinks, renewToken } from '../links/link-text.ts';
import { linkAgain } from '../links/mail-links.ts';
import { findUnsubscribe, makeUnsubscribe, whenUnsubscribed } from '../links/unsubscribe-link.ts';
import { findDelivery, findMessage, listRecipients } from '../outbox.store.ts';
import { assertNotOfMany, lockMail } from './decisions.ts';
import { assertOver, firstOf } from './not-twice.ts';

/** Identity fields of the first mail that a second one must not share. */
const IDENTITY = /^(message-id|date|x-mailrule-id):/i;
const ADDRESSEES = /^(to|cc):/i;

export interface ResendRequest {
  id: string;
  /** absent: the recipients of the first mail */
  to?: Mailbox;
  key: string;
  by: string;
  /** whose right to use the connector is asked; absent: it stays that of the first mail */
  byId?: string;
  /** a second person, who let a confidential mail go to another address */
  confirmedBy?: string;
  /** the other address is one of the person's own contact: it must still be that when the mail leaves */
  fenced?: boolean;
}

/**
 * Sends the stored message once more as a new e-mail: new Message-ID, Date and links, the rest byte for byte. To the same
 * recipients, or to another address; a confidential one only to the same, unless a second person confirmed it.
 */
export async function resend(deps: OutboxDeps, request: ResendRequest): Promise<{ id: string }> {
  const original = await findMessage(deps.store, request.id);
  if (!original) throw new AppError('NOT_FOUND', 'There is no e-mail with this id.');
  const stored = await findStored(deps, original, request);
  if (stored !== undefined) return stored;
  assertContent(original);
  await assertNotMoved(deps, original);
  const delivery = await findDelivery(deps.store, request.id);
  assertNotOfMany(delivery?.limitKey ?? null);
  await assertOver(deps.store.read, original, delivery?.state ?? 'held', request);
  if (original.confidential && request.to && request.confirmedBy === undefined) {
    throw new AppError('FORBIDDEN', 'This e-mail is confidential: it can only be sent again to its own recipients.');
  }
  await assertRight(deps, original, request);
  const whole = await wholeOf(readMail(deps.store, original));
  const mail = await again(deps, original, { whole, redirectedTo: delivery?.redirectedTo ?? null }, request);
  return deps.store.write(async (tx) => {
    const [entry] = await insertPrepared(tx, [mail]);
    if (!entry?.created) return { id: entry?.id ?? '' };
    // Somebody else may have decided about it since it was looked at.
    await lockMail(tx, firstOf(original));
    const now = await lockMail(tx, original.id);
    assertNotOfMany(now.limit_key);
    await assertOver(tx, original, now.state, request, entry.id);
    const by = request.confirmedBy === undefined ? request.by : `${request.by}, confirmed by ${request.confirmedBy}`;
    const told = { kind: 'person', started_at: deps.clock.now(), ms: 0, verdict: 'resend', done_by: by };
    await insertRows(tx, 'attempt', [{ id: newId(), delivery_id: original.id, detail: entry.id, ...told }]);
    const data = { decision: 'resend', by, as: entry.id, toOther: request.to !== undefined };
    await insertProof(tx, [{ subject: original.id, kind: 'decision', at: deps.clock.now(), data }]);
    return { id: entry.id };
  });
}

/** The same request once more: what was stored for it. */
async function findStored(
  { store }: OutboxDeps,
  original: MessageRow,
  request: ResendRequest,
): Promise<{ id: string } | undefined> {
  const rows = await store.read.sql<{ id: string; request_hash: string }[]>`
    SELECT id, request_hash FROM message WHERE idempotency_key = ${keyOf(request)}`;
  const same = rows.find((row) => row.request_hash === hashOf(original, request));
  return same && { id: same.id };
}

function keyOf({ key }: ResendRequest): string {
  return `resend:${key}`;
}

function hashOf({ id }: MessageRow, { to }: ResendRequest): string {
  return createHash('sha256')
    .update(`resend ${id} ${to?.address ?? ''}`)
    .digest('hex');
}

/** What left through another connector is a new e-mail, which knows whether its recipient unsubscribed meanwhile. */
async function assertNotMoved({ store }: OutboxDeps, { id }: MessageRow): Promise<void> {
  const [moved] = await store.read.sql<
    { id: string }[]
  >`SELECT id FROM message WHERE idempotency_key = ${movedKey(id)}`;
  if (moved === undefined) return;
  throw new AppError('STATE', `This e-mail goes through another connector now, as ${moved.id}. Send that one again.`, {
    details: { id: moved.id },
  });
}

/** A sender that an administrator chose for everyone is nobody's to be refused. */
function rightOfResent({ senderReason, rightOf }: MessageRow, { byId }: ResendRequest): string | null {
  const restsOnSomebody = isOwnChoice(senderReason) || senderReason === 'person';
  return byId !== undefined && restsOnSomebody ? byId : rightOf;
}

async function assertRight(deps: OutboxDeps, original: MessageRow, request: ResendRequest): Promise<void> {
  const person = rightOfResent(original, request);
  if (person === null || original.connectorId === null) return;
  const refused = await deps.connectors.refusedUsers?.(deps.store.read, original.connectorId, [person]);
  const why = refused?.get(person);
  if (why !== undefined) throw new AppError('FORBIDDEN', why);
}

async function again(
  deps: OutboxDeps,
  original: MessageRow,
  { whole, redirectedTo }: { whole: Buffer; redirectedTo: string | null },
  request: ResendRequest,
): Promise<PreparedMail> {
  const now = deps.clock.now();
  const id = newId(now);
  const messageId = `<${id}@${original.fromAddress.split('@').at(-1)}>`;
  const contentId = mailContentId(id);
  const links = await linkAgain(deps, original.id, { messageId: id, now });
  const unsubscribe = await unsubscribeAgain(deps, original, request.to, { messageId: id, now });
  const linked = renewLinks(whole, links);
  const renewed = unsubscribe ? renewToken(linked, unsubscribe.old, unsubscribe.token) : linked;
  const bytes = withNewIdentity(renewed, { id, messageId, date: new Date(now), to: request.to });
  const content = await spool(deps.store, contentId, [bytes]);
  const cause = { kind: 'resend' as const, key: keyOf(request) };
  const base = baseRows({ id, now, messageId, cause, policy: deps.policy, size: content.size });
  return {
    message: {
      ...base.message,
      request_hash: hashOf(original, request),
      copy_of: firstOf(original),
      connector_id: original.connectorId,
      sender_reason: 'person',
      right_of: rightOfResent(original, request),
      from_address: original.fromAddress,
      subject: original.subject,
      sha256: content.sha256,
      content_id: contentId,
      envelope_from: original.envelopeFrom,
      bcc_header: request.to ? null : original.bccHeader,
      sent_copy: original.sentCopy,
      smtp_utf8: original.smtpUtf8,
      confidential: original.confidential,
      event_id: original.eventId,
      fence: keepsFence(request) ? original.fence : null,
      rule_id: original.ruleId,
      rule_version: original.ruleVersion,
      template_id: original.templateId,
      template_version: original.templateVersion,
      template_language: original.templateLanguage,
    },
    delivery: {
      ...base.delivery,
      connector_id: original.connectorId,
      state: 'queued',
      redirected_to: request.to ? null : redirectedTo,
      detail: `Sent again by ${request.by}.`,
      due_at: now,
    },
    recipients: await recipientsOf(deps, original, { id, request, isRedirected: redirectedTo !== null }),
    pieces: content.pieces,
    ...(links.size > 0 && { links: [...links.values()] }),
    unsubscribe: unsubscribe?.row,
  };
}

/** Of mass mail: the token of whoever gets it now in the place of the old one. */
async function unsubscribeAgain(
  deps: OutboxDeps,
  { id, ruleId }: MessageRow,
  to: Mailbox | undefined,
  of: { messageId: string; now: number },
) {
  const old = await findUnsubscribe(deps.store.read, id);
  if (old === undefined) return undefined;
  return { ...makeUnsubscribe({ ...of, ruleId, address: to?.address ?? old.address }), old: old.tokenHash };
}

/** A second person let it go elsewhere; to the own addresses of the person nobody has to. */
function keepsFence({ to, fenced = false }: ResendRequest): boolean {
  return to === undefined || fenced;
}

/** Who is on the suppression list, unsubscribed from mass mail, or not registered any more, gets nothing again. STATE when nobody is left. */
async function recipientsOf(
  deps: OutboxDeps,
  { id: originalId, fence }: MessageRow,
  { id, request, isRedirected }: { id: string; request: ResendRequest; isRedirected: boolean },
) {
  const { to } = request;
  const list = to
    ? [{ kind: 'to', name: to.name ?? null, address: to.address }]
    : (await listRecipients(deps.store, originalId))
        .filter(({ state }) => state !== 'suppressed')
        .map(({ kind, name, address }) => ({ kind, name, address }));
  const addresses = list.map(({ address }) => address);
  if (keepsFence(request) && (to !== undefined || !isRedirected)) {
    const why = await whyUnregistered(deps, parseFence(fence), addresses);
    if (why !== undefined) throw new AppError('STATE', why);
  }
  const suppressed = await deps.findSuppressed?.(addresses);
  const isMassMail = (await findUnsubscribe(deps.store.read, originalId)) !== undefined;
  const unsubscribed = isMassMail ? await whenUnsubscribed(deps.store.read, addresses) : undefined;
  const rows = list.map((recipient, position) => {
    const { address } = recipient;
    const hit = suppressed?.get(addressKey(address));
    const at = unsubscribed?.get(addressKey(address));
    const response = hit ? suppressedText(hit) : at === undefined ? null : unsubscribedText({ address, at });
    return { delivery_id: id, position, ...recipient, state: response === null ? 'pending' : 'suppressed', response };
  });
  if (rows.every(({ state }) => state === 'suppressed')) {
    throw new AppError('STATE', rows.map(({ response }) => response).join(' '));
  }
  return rows;
}

function withNewIdentity(
  whole: Buffer,
  identity: { id: string; messageId: string; date: Date; to: Mailbox | undefined },
): Buffer {
  const end = whole.indexOf('\r\n\r\n');
  const fields = whole
    .subarray(0, end)
    .toString('latin1')
    .split(/\r\n(?![ \t])/);
  const kept = fields.filter((field) => !IDENTITY.test(field) && !(identity.to && ADDRESSEES.test(field)));
  const fresh = [
    `Message-ID: ${identity.messageId}`,
    `Date: ${identity.date.toUTCString().replace('GMT', '+0000')}`,
    `X-Mailrule-Id: ${identity.id}`,
    ...(identity.to ? [`To: <${identity.to.address}>`] : []),
  ];
  return Buffer.concat([Buffer.from([...fresh, ...kept].join('\r\n'), 'latin1'), whole.subarray(end)]);
}
