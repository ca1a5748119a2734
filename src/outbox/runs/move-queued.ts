import { encodedAddress } from '../../mail/encoded-address.ts';
import { AppError, type Mailbox, newId, type SenderCandidate } from '../../sdk/index.ts';
import { wholeOf } from '../../store/content.ts';
import { insertProof } from '../../store/proof-record.ts';
import { returned } from '../../store/sql.ts';
import type { MessageRow } from '../../store/tables/message.table.ts';
import { spool } from '../deliver/spool.ts';
import type { OutboxDeps } from '../deps.ts';
import { insertPrepared, type PreparedMail } from '../enqueue/enqueue.ts';
import { mailContentId, movedKey, readMail } from '../enqueue/mail-content.ts';
import { baseRows } from '../enqueue/message-rows.ts';
import { findMessage, listRecipients } from '../outbox.store.ts';
import { endedProof } from '../proof/proof-entries.ts';

const AT_ONCE = 50;
const RENEWED = /^(message-id|date|x-mailrule-id|from|sender):/i;

/** Where a queue goes when its own connector does not work. */
export interface OtherSender {
  sender: SenderCandidate;
  /** the organisation's mailbox; null: the answers go to the From that could not be used */
  replyTo: Mailbox | null;
}

/**
 * Queued mails whose rule allows another sender leave through this one: new From, Reply-To, Message-ID and Date, the rest
 * byte for byte. Confidential mails, those of payroll runs and those whose rule allows no fallback stay; so do mails that
 * some recipients have already, and those with links, which belong to their first e-mail. Answers how many; mails that a worker takes in the same moment stay with it.
 */
export async function moveQueued(deps: OutboxDeps, connectorId: string, other: OtherSender): Promise<number> {
  const rows = await deps.store.read.sql<{ id: string }[]>`
    SELECT d.id FROM delivery d JOIN message m ON m.id = d.id
    WHERE d.connector_id = ${connectorId} AND d.state = 'queued' AND d.run_id IS NULL AND m.content_id IS NOT NULL
      AND m.fallback AND NOT m.confidential
      AND NOT EXISTS (SELECT 1 FROM mail_link l WHERE l.message_id = m.id)
      AND NOT EXISTS (SELECT 1 FROM recipient r WHERE r.delivery_id = d.id AND r.state = 'accepted')
    ORDER BY d.due_at LIMIT ${AT_ONCE}`;
  let moved = 0;
  for (const { id } of rows) if (await moveOne(deps, id, other)) moved += 1;
  return moved;
}

async function moveOne(deps: OutboxDeps, id: string, other: OtherSender): Promise<boolean> {
  const original = await findMessage(deps.store, id);
  if (!original || original.contentId === null) return false;
  const mail = await throughOther(deps, original, other);
  if (mail === undefined) return false;
  const now = deps.clock.now();
  const detail = `Sent through "${other.sender.displayName}" instead, as ${mail.message.id}: its own connector does not work.`;
  try {
    await deps.store.write(async (tx) => {
      const taken = returned<{ id: string }>(
        await tx.sql`
          UPDATE delivery SET state = 'cancelled', due_at = NULL, detail = ${detail}, told_state = NULL, told_at = NULL,
            updated_at = ${now}
          WHERE id = ${id} AND state = 'queued' RETURNING id`,
      );
      if (taken.length === 0) throw new AppError('LEASE_LOST', 'A worker has it.');
      await insertPrepared(tx, [mail]);
      // The bytes keep the link by which its recipient unsubscribes.
      await tx.sql`UPDATE unsubscribe_link SET message_id = ${mail.message.id} WHERE message_id = ${id}`;
      await insertProof(tx, [endedProof(id, 'cancelled', detail, now)]);
    });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'LEASE_LOST') return false;
    throw error;
  }
}

/** What the e-mail was made from. */
function originOf(original: MessageRow) {
  return {
    event_id: original.eventId,
    rule_id: original.ruleId,
    copy_of: original.copyOf,
    rule_version: original.ruleVersion,
    template_id: original.templateId,
    template_version: original.templateVersion,
    template_language: original.templateLanguage,
  };
}

async function throughOther(
  deps: OutboxDeps,
  original: MessageRow,
  { sender, replyTo }: OtherSender,
): Promise<PreparedMail | undefined> {
  const open = (await listRecipients(deps.store, original.id)).filter(
    ({ state }) => state === 'pending' || state === 'retry',
  );
  if (open.length === 0) return undefined;
  const now = deps.clock.now();
  const id = newId(now);
  const messageId = `<${id}@${sender.from.address.split('@').at(-1)}>`;
  const contentId = mailContentId(id);
  const whole = await wholeOf(readMail(deps.store, original));
  const fresh = [
    `Message-ID: ${messageId}`,
    `Date: ${new Date(now).toUTCString().replace('GMT', '+0000')}`,
    `X-Mailrule-Id: ${id}`,
    `From: ${encodedAddress(sender.from)}`,
  ];
  const answersTo = replyTo ?? { address: original.fromAddress };
  const content = await spool(deps.store, contentId, [
    withHeaders(whole, fresh, `Reply-To: ${encodedAddress(answersTo)}`),
  ]);
  // What follows from its end follows from that of the one in its place.
  const follows = original.outcomeId === null ? {} : { outcomeId: original.outcomeId };
  const cause = { kind: 'resend' as const, key: movedKey(original.id), ...follows };
  const base = baseRows({ id, now, messageId, cause, policy: deps.policy, size: content.size });
  return {
    message: {
      ...base.message,
      request_hash: `fallback ${original.id}`,
      connector_id: sender.id,
      sender_reason: 'default',
      from_address: sender.from.address,
      subject: original.subject,
      sha256: content.sha256,
      content_id: contentId,
      envelope_from: sender.from.address,
      bcc_header: original.bccHeader,
      sent_copy: sender.sentCopy,
      smtp_utf8: original.smtpUtf8,
      confidential: false,
      ...originOf(original),
    },
    delivery: {
      ...base.delivery,
      connector_id: sender.id,
      state: 'queued',
      detail: 'Goes through the default sender: its own connector does not work.',
      due_at: now,
    },
    recipients: open.map(({ kind, name, address }, position) => ({
      delivery_id: id,
      position,
      kind,
      name,
      address,
      state: 'pending',
      code: null,
      response: null,
    })),
    pieces: content.pieces,
  };
}

/** A Reply-To that the mail has already stays. */
function withHeaders(whole: Buffer, fresh: string[], replyTo: string): Buffer {
  const end = whole.indexOf('\r\n\r\n');
  const fields = whole
    .subarray(0, end)
    .toString('latin1')
    .split(/\r\n(?![ \t])/);
  const kept = fields.filter((field) => !RENEWED.test(field));
  const answered = kept.some((field) => /^reply-to:/i.test(field));
  const head = [...fresh, ...(answered ? [] : [replyTo]), ...kept].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), whole.subarray(end)]);
}
