import { RETRY_POLICY } from '../../src/outbox/deliver/retry-policy.ts';
import { newId } from '../../src/sdk/index.ts';
import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import type { FaultRule, SmtpStage, StageEvent } from '../support/mail/fault-smtp-rules.ts';
import { mostIn } from '../support/most-in.ts';
import { type OutboxRig, openOutboxRig, plannedMail, testAccount } from '../support/outbox-rig.ts';
import { quickClock } from '../support/quick-clock.ts';

export const LIMITS = { connections: 3, messagesPerMinute: 30 };
/** What servers say when a limit of theirs is reached (432, 454, 421, and the day's limit of Google); none of it is about the e-mail. */
const REFUSALS: { after: number; stage: SmtpStage; reply: string; ends?: true }[] = [
  { after: 0.15, stage: 'mail', reply: '432 4.3.2 Concurrent connections limit exceeded' },
  { after: 0.3, stage: 'mail', reply: '421 4.7.0 Too many messages, try again later', ends: true },
  { after: 0.3, stage: 'auth', reply: '454 4.7.0 Temporary authentication failure' },
  { after: 0.75, stage: 'mail', reply: '550 5.4.5 Daily user sending limit exceeded' },
];
const MINUTE_MS = 60_000;
/** Longer than two e-mails are ever apart: the connector is paused, or the process restarted. */
const REST_MS = 10_000;
/** How long the server takes for an e-mail: more than the pace leaves for one session, so that several are needed. */
const TAKES_MS = 4_000;

interface Options {
  url: string;
  mails: number;
  /** how many times faster the clock of the product goes than the one on the wall */
  times: number;
}

export interface LimitResult {
  mails: number;
  accepted: number;
  /** attempts that were counted, all e-mails together: one each where no refusal consumed one */
  attempts: number;
  failed: number;
  /** Message-IDs of which the server has more than one copy */
  twice: number;
  refusals: number;
  /** of all minutes, wherever they begin, at the server */
  busiestMinute: number;
  mostConnections: number;
  /** e-mails a minute of the time in which nothing was paused */
  perMinute: number;
  minutes: number;
}

/** So many e-mails over a server with limits, which refuses in between, and a restart in the middle; counted at the server. */
export async function runLimitMatrix({ url, mails, times }: Options): Promise<LimitResult> {
  const clock = quickClock(times);
  const said = new Set<string>();
  const rules = REFUSALS.map(({ after, stage, reply, ends }): FaultRule => {
    const match = ({ storedMessages }: StageEvent) => storedMessages >= after * mails && said.add(reply).has(reply);
    return { stage, times: 1, match, action: ends ? { reply, after: 'close' } : { reply } };
  });
  const smtp = await startFaultSmtp({
    ...{ keepBodies: false, rules },
    onStage: ({ stage }) => (stage === 'stored' ? pause(TAKES_MS / times) : undefined),
  });
  const open = (insertConnectors: boolean) =>
    openOutboxRig({ url, accounts: [accountAt(smtp.port)], policy: RETRY_POLICY, clock, insertConnectors });
  let rig = await open(true);
  const patienceMs = (3 * mails * MINUTE_MS) / LIMITS.messagesPerMinute / times + 30_000;
  try {
    await fill(rig, mails);
    await rig.outbox.start();
    await smtp.stored(Math.floor(mails / 2), patienceMs);
    await rig.close();
    rig = await open(false);
    await rig.outbox.start();
    await smtp.stored(mails, patienceMs);
    return await count(rig, smtp, { times, refusals: said.size });
  } finally {
    await rig.close();
    await smtp.stop();
  }
}

function accountAt(port: number) {
  const auth = { kind: 'password' as const, user: 'alice@sender.test', password: 'pw-alice' };
  const smtp = { host: '127.0.0.1', port, security: 'none' as const, auth, trust: {} };
  return testAccount({ smtp, sentCopy: 'never', limits: LIMITS });
}

async function fill(rig: OutboxRig, mails: number): Promise<void> {
  for (let done = 0; done < mails; done += 100) {
    const prepared: Awaited<ReturnType<OutboxRig['outbox']['prepare']>>[] = [];
    for (let n = done; n < Math.min(mails, done + 100); n += 1) {
      prepared.push(await rig.outbox.prepare(plannedMail(), { kind: 'api', key: newId() }));
    }
    await rig.store.write((tx) => rig.outbox.insert(tx, prepared));
  }
}

async function count(
  rig: OutboxRig,
  smtp: FaultSmtp,
  { times, refusals }: { times: number; refusals: number },
): Promise<LimitResult> {
  const rows = await settled(rig);
  const instants = smtp.mails.map(({ receivedAt }) => receivedAt * times).sort((a, b) => a - b);
  const gaps = instants.slice(1).map((at, index) => at - (instants[index] ?? at));
  const busy = gaps.filter((gap) => gap < REST_MS);
  const busyMs = busy.reduce((sum, gap) => sum + gap, 0);
  const copies = new Set(smtp.mails.map(({ messageId }) => messageId));
  return {
    mails: rows.length,
    accepted: rows.filter(({ state }) => state === 'accepted').length,
    attempts: rows.reduce((sum, { attempts }) => sum + Number(attempts), 0),
    failed: rows.filter(({ state }) => state === 'failed').length,
    twice: smtp.mails.length - copies.size,
    refusals,
    busiestMinute: mostIn(MINUTE_MS, instants),
    mostConnections: smtp.connections.mostAtOnce,
    perMinute: busy.length / (busyMs / MINUTE_MS),
    minutes: ((instants.at(-1) ?? 0) - (instants[0] ?? 0)) / MINUTE_MS,
  };
}

interface Row {
  state: string;
  attempts: number | string;
}

/** What the server has taken is on its way into the database. */
async function settled({ store }: OutboxRig): Promise<Row[]> {
  for (let tries = 0; ; tries += 1) {
    const rows = await store.read.sql<Row[]>`SELECT state, attempts FROM delivery`;
    if (tries === 200 || rows.every(({ state }) => state === 'accepted' || state === 'failed')) return rows;
    await pause(50);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
