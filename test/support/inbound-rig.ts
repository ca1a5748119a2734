import { createInboundSlice, type InboundSlice } from '../../src/inbound/inbound-slice.ts';
import { changeMailbox } from '../../src/inbound/mailboxes.ts';
import { INBOUND_PACE, type InboundPace } from '../../src/inbound/sync-deps.ts';
import type { ImapEndpoint, MailAccount } from '../../src/sdk/index.ts';
import { type OutboxRig, openOutboxRig, testAccount } from './outbox-rig.ts';
import { sharedServers } from './servers.ts';
import { testEgress } from './test-egress.ts';

/** Quick enough for tests, with the shape of the real one. */
export const QUICK_PACE: InboundPace = {
  ...INBOUND_PACE,
  tickMs: 50,
  leaseMs: 2_000,
  renewMs: 500,
  pausesMs: [50, 100, 200],
  signInPausesMs: [100, 200],
  pageSize: 5,
};

export interface InboundRig {
  rig: OutboxRig;
  inbound: InboundSlice;
  account: MailAccount;
  user: string;
  problematic: string[];
  /** how the mailbox is read from now on */
  reading(read: 'off' | 'relevant' | 'inbox', more?: { markAsRead?: boolean }): Promise<void>;
  mailbox(): Promise<MailboxSeen>;
  messages(): Promise<MessageSeen[]>;
  /** waits until so many messages are there, each of them looked at */
  untilMessages(count: number): Promise<MessageSeen[]>;
  /** one more process with the same database */
  another(): InboundSlice;
  close(): Promise<void>;
}

interface MailboxSeen {
  state: string;
  problem: string;
  last_uid: number;
  uid_validity: string | null;
  lease_token: string | null;
  due_at: number;
}

interface MessageSeen {
  id: string;
  uid: number;
  state: string;
  problem: string | null;
  kind: string | null;
  kept_for: string;
  content_id: string | null;
  subject: string | null;
  delivery_id: string | null;
}

export function imapOf(user: string, port = sharedServers().mail.ports.imap): ImapEndpoint {
  return {
    ...{ host: '127.0.0.1', port, security: 'none', trust: {}, folders: { inbox: 'INBOX' } },
    auth: { kind: 'password', user, password: sharedServers().mail.account(user).password },
  };
}

/** A connector on the shared servers that sends by Postfix and reads from Dovecot, with outbox and received mail. */
export async function openInboundRig(options: {
  url: string;
  imap?: (user: string) => ImapEndpoint;
  pace?: Partial<InboundPace>;
  readMs?: number;
  start?: boolean;
}): Promise<InboundRig> {
  const { mail } = sharedServers();
  const { user, password, caPem } = mail.account();
  const account = testAccount({
    from: { name: 'Payroll', address: user },
    imap: options.imap?.(user) ?? imapOf(user),
    smtp: {
      ...{ host: 'localhost', port: mail.ports.smtps, security: 'implicit', trust: { caPem } },
      auth: { kind: 'password', user, password },
    },
  });
  const rig = await openOutboxRig({ url: options.url, accounts: [account] });
  const problematic: string[] = [];
  const { store, deps, outbox } = rig;
  const open = () =>
    createInboundSlice({
      ...{ store, clock: deps.clock, egress: testEgress, pace: { ...QUICK_PACE, ...options.pace } },
      ...{ recordReport: outbox.recordReport, proved: outbox.proved, readMs: options.readMs },
      log: { info: () => {}, warn: () => {}, error: (fields) => process.stderr.write(`${JSON.stringify(fields)}\n`) },
      openConnector: (id) => deps.connectors.open(id, 'read'),
      markProblematic: async (_id, reason) => void problematic.push(reason),
      assertMay: async () => undefined,
    });
  const inbound = open();
  const others: InboundSlice[] = [];
  const messages = async () => {
    const rows = await store.read.sql<MessageSeen[]>`SELECT * FROM inbound_message ORDER BY uid`;
    return rows.map((row) => ({ ...row, uid: Number(row.uid) }));
  };
  if (options.start ?? true) {
    await outbox.start();
    inbound.start();
  }
  return {
    ...{ rig, inbound, account, user, problematic, messages },
    reading: async (read, { markAsRead = false } = {}) => {
      await until(async () => (await store.read.sql<unknown[]>`SELECT 1 FROM mailbox`).length > 0, 'a mailbox');
      const settings = { read, markAsRead };
      await changeMailbox(deps, { id: account.connectorId, settings }, { id: 'admin', shared: true });
    },
    mailbox: async () => {
      const [row] = await store.read.sql<MailboxSeen[]>`SELECT * FROM mailbox`;
      if (row === undefined) throw new Error('no mailbox yet');
      return { ...row, last_uid: Number(row.last_uid), due_at: Number(row.due_at) };
    },
    untilMessages: async (count) => {
      let seen: MessageSeen[] = [];
      const done = async () => {
        seen = await messages();
        return seen.length >= count && seen.every(({ state }) => state !== 'stored');
      };
      await until(done, `${count} messages`, () => JSON.stringify(seen));
      return seen;
    },
    another: () => {
      const other = open();
      others.push(other);
      other.start();
      return other;
    },
    close: async () => {
      for (const one of [inbound, ...others]) await one.stop();
      await rig.close();
    },
  };
}

export async function until(done: () => Promise<boolean>, what: string, seen = () => ''): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await done())) {
    if (Date.now() > deadline) throw new Error(`waited 20 s for ${what} ${seen()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
