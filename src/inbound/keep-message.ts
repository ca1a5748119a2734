import type { InboxHead } from '../mail/inbox-reader.ts';
import { messageIds } from '../mail/message-ids.ts';
import { parseMime } from '../mail/mime-parse.ts';
import { addressKey } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { MailboxReading, MailboxRow } from '../store/tables/mailbox.table.ts';

/** Why a message is taken. report: it may be one about a mail of ours; reply: it names one; contact: by who wrote or got it */
export type KeptFor = 'report' | 'reply' | 'contact' | 'inbox';

const MOST_IDS = 60;
const MOST_ADDRESSES = 500;
/** of a page of messages: what one statement may ask for */
const MOST_KEYS = 20_000;

interface Seen {
  isReport: boolean;
  ids: string[];
  addresses: string[];
}

/**
 * Which messages of a page concern us, by their beginning alone. What a mailbox is not asked for never leaves it:
 * nobody's private mail is stored because a bounce might lie beside it.
 */
export async function chooseKept(
  store: Store,
  mailbox: Pick<MailboxRow, 'id' | 'read'>,
  heads: readonly InboxHead[],
): Promise<Map<number, KeptFor>> {
  const seen = new Map(heads.filter(({ isDraft }) => !isDraft).map((one) => [one, look(one.head)]));
  const [ours, related] = await Promise.all([
    knownIds(
      store,
      [...seen.values()].flatMap(({ ids }) => ids),
    ),
    mailbox.read === 'relevant' ? relations(store, mailbox.id, [...seen.values()]) : NOBODY,
  ]);
  const kept = new Map<number, KeptFor>();
  for (const [head, what] of seen) {
    const reason = reasonFor(mailbox.read, head, what, { ours, ...related });
    if (reason !== undefined) kept.set(head.uid, reason);
  }
  return kept;
}

interface Known extends Relations {
  ours: ReadonlySet<string>;
}

function reasonFor(read: MailboxReading, { receivedAt }: InboxHead, seen: Seen, known: Known): KeptFor | undefined {
  if (seen.ids.some((id) => known.ours.has(id))) return 'reply';
  if (seen.isReport) return 'report';
  if (read === 'inbox') return 'inbox';
  if (seen.addresses.some((key) => known.mailboxes.has(key))) return undefined;
  // From the moment on in which the address was recorded.
  const until = endOfSecond(receivedAt);
  const isOfContact = seen.addresses.some((key) => (known.contacts.get(key) ?? Number.POSITIVE_INFINITY) <= until);
  return isOfContact ? 'contact' : undefined;
}

/** INTERNALDATE knows whole seconds only (RFC 9051, section 2.3.3): it came within this one, at its end at the latest. */
export function endOfSecond(receivedAt: number): number {
  return receivedAt + 999;
}

function look(head: Buffer): Seen {
  const mail = parseMime(head);
  const from = addresses(mail.header('from'));
  const daemon = /^(mailer-daemon|postmaster)@/;
  return {
    isReport:
      mail.contentType.value === 'multipart/report' ||
      mail.header('return-path')?.trim() === '<>' ||
      from.some((address) => daemon.test(address)),
    ids: [mail.header('in-reply-to'), mail.header('references'), mail.header('x-microsoft-original-message-id')]
      .flatMap(messageIds)
      .slice(-MOST_IDS),
    addresses: [...from, ...addresses(mail.header('to')), ...addresses(mail.header('cc'))].slice(0, MOST_ADDRESSES),
  };
}

/** Good enough to look somebody up by; the lengths are bounded, so that no header makes it slow. */
function addresses(value: string | undefined): string[] {
  return ((value ?? '').match(/[^\s<>,;:"()@]{1,64}@[^\s<>,;:"()@]{1,255}/g) ?? []).map(addressKey);
}

async function knownIds(store: Store, ids: string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await store.read.sql<{ message_id: string }[]>`
    SELECT message_id FROM message WHERE message_id IN (${() => [...new Set(ids)]})`;
  return new Set(rows.map(({ message_id: id }) => id));
}

interface Relations {
  /** primary addresses of contacts, and since when */
  contacts: ReadonlyMap<string, number>;
  /** other mailboxes that are connected, or were, and proved it once: what goes between them is nobody's correspondence */
  mailboxes: ReadonlySet<string>;
}

const NOBODY: Relations = { contacts: new Map(), mailboxes: new Set() };

async function relations(store: Store, mailboxId: string, seen: readonly Seen[]): Promise<Relations> {
  const keys = [...new Set(seen.flatMap((one) => one.addresses))].slice(0, MOST_KEYS);
  if (keys.length === 0) return NOBODY;
  const contacts = await store.read.sql<{ address_key: string; since: number | string }[]>`
    SELECT address_key, MIN(valid_from) AS since FROM contact_address
    WHERE "primary" = ${true} AND address_key IN (${() => keys}) GROUP BY address_key`;
  // Two people may have connected one mailbox: its own address, whoever's account it is, is no other mailbox.
  // Whoever only says that a contact's address is the own one hides nobody's mail.
  const mailboxes = await store.read.sql<{ address_key: string }[]>`
    SELECT address_key FROM email_account
    WHERE id <> ${mailboxId} AND address_key IN (${() => keys}) AND proven_at IS NOT NULL
      AND address_key NOT IN (SELECT o.address_key FROM email_account o WHERE o.id = ${mailboxId})`;
  return {
    contacts: new Map(contacts.map((row) => [row.address_key, Number(row.since)])),
    mailboxes: new Set(mailboxes.map((row) => row.address_key)),
  };
}
