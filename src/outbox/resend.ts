import { createHash } from 'node:crypto';
import { AppError, type Mailbox, newId } from '../sdk/index.ts';
import { pieces, readContent } from '../store/content.ts';
import { insertRows } from '../store/sql.ts';
import type { MessageRow } from '../store/tables/message.table.ts';
import type { OutboxDeps } from './deps.ts';
import { findMessage, listRecipients } from './outbox.store.ts';

/** Identity fields of the first mail that a second one must not share. */
const IDENTITY = /^(message-id|date|x-mailrule-id):/i;
const ADDRESSEES = /^(to|cc):/i;

/**
 * Sends the stored message once more as a new e-mail: new Message-ID and Date, the rest byte for byte. To the same
 * recipients, or to another address; a confidential one only to the same.
 */
export async function resend(
  deps: OutboxDeps,
  request: { id: string; to?: Mailbox; key: string; by: string },
): Promise<{ id: string }> {
  const original = await findMessage(deps.store, request.id);
  if (!original?.contentId) throw new AppError('NOT_FOUND', 'There is no stored e-mail with this id.');
  if (original.confidential && request.to) {
    throw new AppError('FORBIDDEN', 'This e-mail is confidential: it can only be sent again to its own recipients.');
  }
  const now = deps.clock.now();
  const id = newId(now);
  const messageId = `<${id}@${original.fromAddress.split('@').at(-1)}>`;
  const content = await withNewIdentity(deps, original.contentId, {
    id,
    messageId,
    date: new Date(now),
    to: request.to,
  });
  const recipients = request.to
    ? [{ kind: 'to', name: request.to.name ?? null, address: request.to.address }]
    : (await listRecipients(deps.store, original.id)).map(({ kind, name, address }) => ({ kind, name, address }));
  return insertResend(deps, { original, id, messageId, now, content, recipients, request });
}

async function insertResend(
  deps: OutboxDeps,
  mail: {
    original: MessageRow;
    id: string;
    messageId: string;
    now: number;
    content: Buffer;
    recipients: { kind: string; name: string | null; address: string }[];
    request: { to?: Mailbox; key: string; by: string };
  },
): Promise<{ id: string }> {
  const { original, id, now, content, request } = mail;
  const contentId = newId(now);
  const requestHash = createHash('sha256')
    .update(`resend ${original.id} ${request.to?.address ?? ''}`)
    .digest('hex');
  return deps.store.write(async (tx) => {
    const row = {
      id,
      message_id: mail.messageId,
      idempotency_key: `resend:${request.key}`,
      request_hash: requestHash,
      connector_id: original.connectorId,
      sender_reason: 'person',
      from_address: original.fromAddress,
      subject: original.subject,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      content_id: contentId,
      envelope_from: original.envelopeFrom,
      bcc_header: request.to ? null : original.bccHeader,
      sent_copy: original.sentCopy,
      smtp_utf8: original.smtpUtf8,
      confidential: original.confidential,
      cause: 'resend',
      event_id: original.eventId,
      rule_id: original.ruleId,
      rule_version: original.ruleVersion,
      created_at: now,
    };
    if ((await insertRows(tx, 'message', [row], 'idempotency_key')) === 0) {
      const known = await tx.sql<{ id: string; request_hash: string }[]>`
        SELECT id, request_hash FROM message WHERE idempotency_key = ${row.idempotency_key}`;
      if (known[0]?.request_hash === requestHash) return { id: known[0].id };
      throw new AppError('IDEMPOTENCY_MISMATCH', 'This idempotency key was used to send something else again.');
    }
    await insertRows(tx, 'delivery', [
      {
        id,
        connector_id: original.connectorId,
        state: 'queued',
        detail: `Sent again by ${request.by}.`,
        due_at: now,
        deadline_at: now + deps.policy.deadlineMs,
        attempts: 0,
        looks: 0,
        size: content.length,
        created_at: now,
        updated_at: now,
      },
    ]);
    await insertRows(
      tx,
      'recipient',
      mail.recipients.map((recipient, position) => ({ delivery_id: id, position, ...recipient, state: 'pending' })),
    );
    await insertRows(
      tx,
      'content',
      [...pieces([content])].map((bytes, seq) => ({ id: contentId, seq, bytes })),
    );
    await insertRows(tx, 'attempt', [
      {
        id: newId(now),
        delivery_id: original.id,
        kind: 'person',
        started_at: now,
        ms: 0,
        verdict: 'resend',
        detail: id,
        done_by: request.by,
      },
    ]);
    return { id };
  });
}

async function withNewIdentity(
  deps: OutboxDeps,
  contentId: string,
  identity: { id: string; messageId: string; date: Date; to: Mailbox | undefined },
): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const piece of readContent(deps.store.read, contentId)) parts.push(piece);
  const whole = Buffer.concat(parts);
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
