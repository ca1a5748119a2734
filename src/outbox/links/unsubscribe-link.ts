import { randomBytes } from 'node:crypto';
import { AppError, addressKey, escapeHtml, type MailCause, type MailDraft, withHtmlAtEnd } from '../../sdk/index.ts';
import { type UnsubscribeLinkRow, UnsubscribeLinkTable } from '../../store/tables/unsubscribe.table.ts';
import type { Tx } from '../../store/transaction.ts';
import type { OutboxDeps } from '../deps.ts';
import { unsubscribeWord } from './link-words.ts';
import { hashOfToken } from './mail-links.ts';

/** The link by which the one recipient of a mail unsubscribes; its row goes in with those of its mail. */
export interface MadeUnsubscribe {
  row: Record<string, unknown>;
  /** 64 hex digits, for the mail and nowhere else */
  token: string;
}

interface UnsubscribeOf {
  messageId: string;
  address: string;
  ruleId: string | null;
  now: number;
}

export function makeUnsubscribe({ messageId, address, ruleId, now }: UnsubscribeOf): MadeUnsubscribe {
  const token = randomBytes(32).toString('hex');
  const row = {
    token_hash: hashOfToken(token),
    address,
    address_key: addressKey(address),
    message_id: messageId,
    rule_id: ruleId,
    created_at: now,
  };
  return { row, token };
}

/** The draft with the link of its one recipient, and the row of the link. STATE with more recipients; CONFIG as below. */
export function unsubscribable(
  { links }: Pick<OutboxDeps, 'links'>,
  draft: MailDraft,
  { id: messageId, cause, now }: { id: string; cause: MailCause; now: number },
): { draft: MailDraft; row: MadeUnsubscribe['row'] } {
  const [only, ...others] = [...draft.to, ...draft.cc, ...draft.bcc];
  if (only === undefined || others.length > 0) {
    throw new AppError('STATE', 'Recipients may unsubscribe from this e-mail, so it goes to each of them alone.');
  }
  const { token, row } = makeUnsubscribe({ messageId, ruleId: cause.ruleId ?? null, address: only.address, now });
  return { draft: withUnsubscribe(draft, links?.publicUrl, token), row };
}

/** The draft with its header and, as the last paragraph, the link. CONFIG without a public address. */
function withUnsubscribe(draft: MailDraft, publicUrl: string | undefined, token: string): MailDraft {
  if (publicUrl === undefined) {
    const message = 'Its recipients may unsubscribe and this server has no public address. Set MAILRULE_PUBLIC_URL.';
    throw new AppError('CONFIG', message);
  }
  const { html, text } = draft;
  const url = `${publicUrl}/api/unsubscribe/${token}`;
  const word = unsubscribeWord(html);
  return {
    ...draft,
    ...(html !== undefined && {
      html: withHtmlAtEnd(html, `<p><a href="${escapeHtml(url)}">${word}</a></p>`),
    }),
    ...((text !== undefined || html === undefined) && { text: [text ?? '', `${word}:\n${url}`].join('\n\n').trim() }),
    unsubscribe: { url, oneClick: publicUrl.startsWith('https:') },
  };
}

export async function findUnsubscribe(read: Tx, messageId: string): Promise<UnsubscribeLinkRow | undefined> {
  return (await read.getRepository(UnsubscribeLinkTable).findOneBy({ messageId })) ?? undefined;
}

/** Who unsubscribed among these recipients of mass mails, by addressKey: when. `messageIds`: other mails are passed over. */
export async function unsubscribedOf(
  read: Tx,
  messageIds: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const found = new Map<string, Map<string, number>>();
  if (messageIds.length === 0) return found;
  const rows = await read.sql<{ message_id: string; address_key: string; at: number | string }[]>`
    SELECT l.message_id, l.address_key, u.at
    FROM unsubscribe_link l JOIN unsubscribed u ON u.address_key = l.address_key AND u.ended_at IS NULL
    WHERE l.message_id IN (${() => [...messageIds]})`;
  for (const { message_id, address_key, at } of rows) {
    const ofMail = found.get(message_id) ?? new Map<string, number>();
    found.set(message_id, ofMail.set(address_key, Number(at)));
  }
  return found;
}

/** Those of the addresses that get no mass mail, by addressKey: since when. */
export async function whenUnsubscribed(read: Tx, addresses: readonly string[]): Promise<Map<string, number>> {
  const rows = await read.sql<{ address_key: string; at: number | string }[]>`
    SELECT address_key, at FROM unsubscribed
    WHERE address_key IN (${() => addresses.map(addressKey)}) AND ended_at IS NULL`;
  return new Map(rows.map(({ address_key, at }) => [address_key, Number(at)]));
}
