import { SMTP_TIMEOUTS, type SmtpTimeouts } from '../../src/mail/smtp-session.ts';
import { RETRY_POLICY, type RetryPolicy } from '../../src/outbox/deliver/retry-policy.ts';
import type { LinkPort, OutboxDeps } from '../../src/outbox/deps.ts';
import { createOutbox, type Outbox } from '../../src/outbox/outbox.ts';
import { RecentBytes } from '../../src/outbox/recent-bytes.ts';
import {
  AppError,
  type Clock,
  type Egress,
  type Guard,
  type LearnedCapabilities,
  type MailAccount,
  type MailCause,
  type MailDraft,
  newId,
  type PlannedMail,
  type SendingLimits,
  systemClock,
} from '../../src/sdk/index.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { ConnectorTable } from '../../src/store/tables/connector.table.ts';
import { testSeal } from './stored-content.ts';
import { testEgress } from './test-egress.ts';

/** Quick enough for tests, with the shape of the real one. */
export const QUICK_POLICY: RetryPolicy = {
  ...RETRY_POLICY,
  delaysMs: [50, 100, 200, 400],
  pausesMs: [100, 200],
  signInPausesMs: [300, 600],
  looksMs: [50, 200],
  sentCopyAttempts: 4,
};

export interface OutboxRig {
  store: Store;
  outbox: Outbox;
  deps: OutboxDeps;
  accounts: Map<string, MailAccount>;
  /** what the outbox said about connectors */
  told: { problematic: string[]; working: string[]; learned: Partial<LearnedCapabilities>[] };
  /** stores one mail and answers its id */
  send(mail?: Partial<MailDraft>, options?: SendOptions): Promise<string>;
  /** waits until the delivery is in one of these states */
  until(id: string, ...states: string[]): Promise<DeliveryView>;
  untilCopy(id: string, ...states: string[]): Promise<CopyView>;
  close(): Promise<void>;
}

export interface SendOptions {
  connectorId?: string;
  key?: string;
  sentCopy?: PlannedMail['sentCopy'];
  cause?: Partial<MailCause>;
}

export interface DeliveryView {
  state: string;
  attempts: number;
  detail: string;
  code: number | null;
  response: string | null;
}

export interface CopyView {
  state: string;
  detail: string;
  folder: string | null;
  uid: string | null;
}

/** A connector's account on loopback; everything can be overridden. */
export function testAccount(account: Partial<MailAccount> = {}): MailAccount {
  return {
    connectorId: 'c1',
    displayName: 'Payroll',
    from: { name: 'Payroll', address: 'alice@sender.test' },
    allowedFrom: [],
    sentCopy: 'auto',
    selfFiling: false,
    limits: { connections: 2 },
    learned: { selfFiling: false },
    ...account,
  };
}

export async function openOutboxRig(options: {
  url: string;
  accounts: MailAccount[];
  policy?: RetryPolicy;
  smtpTimeouts?: Partial<SmtpTimeouts>;
  /** false: the database has them already */
  insertConnectors?: boolean;
  clock?: Clock;
  links?: LinkPort;
  egress?: Egress;
  guard?: Guard;
  limits?: SendingLimits;
}): Promise<OutboxRig> {
  const store = await openStore({ url: options.url, seal: testSeal });
  const accounts = new Map(options.accounts.map((account) => [account.connectorId, account]));
  if (options.insertConnectors ?? true) {
    for (const account of accounts.values()) await insertConnector(store, account);
  }
  const told: OutboxRig['told'] = { problematic: [], working: [], learned: [] };
  const deps: OutboxDeps = {
    store,
    clock: options.clock ?? systemClock,
    databaseNow: async () => (options.clock ?? systemClock).now(),
    log: {
      debug: () => {},
      info: () => {},
      warn: (fields, message) => {
        if (process.env['SHOW_LOG']) process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
      },
      error: (fields) => process.stderr.write(`${JSON.stringify(fields)}\n`),
    },
    policy: options.policy ?? QUICK_POLICY,
    egress: options.egress ?? testEgress,
    guard: options.guard,
    recent: new RecentBytes(),
    limits: options.limits,
    ...(options.links && { links: options.links }),
    smtpTimeouts: { ...SMTP_TIMEOUTS, ...options.smtpTimeouts },
    connectors: {
      open: async (id) => {
        const account = accounts.get(id);
        if (!account) throw new AppError('CONNECTOR_UNKNOWN', 'There is no such connector.');
        return account;
      },
      markProblematic: async (_id, reason) => void told.problematic.push(reason),
      markWorking: async (id) => void told.working.push(id),
      learn: async (id, learned) => {
        told.learned.push(learned);
        const account = accounts.get(id);
        if (account) accounts.set(id, { ...account, learned: { ...account.learned, ...learned } });
      },
    },
  };
  const outbox = createOutbox(deps);
  const rig: OutboxRig = {
    store,
    outbox,
    deps,
    accounts,
    told,
    send: (mail, sendOptions) => send(rig, mail, sendOptions),
    until: (id, ...states) =>
      poll(
        () => deliveryOf(store, id),
        (seen) => states.includes(seen.state),
        `delivery ${states}`,
      ),
    untilCopy: (id, ...states) =>
      poll(
        () => copyOf(store, id),
        (seen) => states.includes(seen.state),
        `copy ${states}`,
      ),
    close: async () => {
      await outbox.stop();
      await store.close();
    },
  };
  return rig;
}

export function plannedMail(draft: Partial<MailDraft> = {}, options: SendOptions = {}): PlannedMail {
  return {
    draft: {
      from: { name: 'Payroll', address: 'alice@sender.test' },
      replyTo: [],
      to: [{ address: 'bob@receiver.test' }],
      cc: [],
      bcc: [],
      subject: 'Payslip November',
      html: '<p>Dear Bob</p>',
      text: 'Dear Bob',
      attachments: [],
      importance: 'normal',
      headers: [],
      ...draft,
    },
    sender: { connectorId: options.connectorId ?? 'c1', reason: 'rule' },
    sentCopy: options.sentCopy ?? 'auto',
    confidential: false,
    recipientKey: '',
    automatic: true,
  };
}

async function send(rig: OutboxRig, draft: Partial<MailDraft> = {}, options: SendOptions = {}): Promise<string> {
  const cause = { kind: 'api' as const, key: options.key ?? newId(), ...options.cause };
  const prepared = await rig.outbox.prepare(plannedMail(draft, options), cause);
  const [entry] = await rig.store.grouped((tx) => rig.outbox.insert(tx, [prepared]));
  rig.outbox.wake();
  return entry?.id ?? '';
}

export async function deliveryOf(store: Store, id: string): Promise<DeliveryView> {
  const [row] = await store.read.sql<DeliveryView[]>`
    SELECT state, attempts, detail, code, response FROM delivery WHERE id = ${id}`;
  if (!row) throw new Error(`no delivery ${id}`);
  return row;
}

async function copyOf(store: Store, id: string): Promise<CopyView> {
  const [row] = await store.read.sql<CopyView[]>`SELECT state, detail, folder, uid FROM sent_copy WHERE id = ${id}`;
  return row ?? { state: 'none', detail: '', folder: null, uid: null };
}

async function poll<T>(read: () => Promise<T>, done: (seen: T) => boolean, what: string): Promise<T> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const seen = await read();
    if (done(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`waited 15 s for ${what}, last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function insertConnector(store: Store, account: MailAccount): Promise<void> {
  const now = Date.now();
  await store.write((tx) =>
    tx.getRepository(ConnectorTable).insert({
      id: account.connectorId,
      type: 'email',
      displayName: account.displayName,
      displayNameKey: `${account.displayName.toLowerCase()} ${account.connectorId}`,
      provider: null,
      settings: {},
      secrets: {},
      enabled: true,
      state: 'active',
      stateReason: 'Tested.',
      stateAt: now,
      testedHash: null,
      testedAt: now,
      learned: {},
      version: 1,
      createdAt: now,
      createdBy: 'test',
      modifiedAt: now,
      modifiedBy: 'test',
    }),
  );
}
