import { type FaultSmtp, startFaultSmtp } from '../support/mail/fault-smtp.ts';
import type { MailAccess } from '../support/mail/mail-access.ts';
import { openOutboxRig } from '../support/outbox-rig.ts';
import { accountAt, expireLeases, type KillResult, recipient, settled } from './kill-matrix.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

export interface WorkersResult extends Omit<KillResult, 'point'> {
  workers: number;
}

interface Options {
  workers: number;
  mails: number;
  kills: number;
  /** a PostgreSQL database */
  url: string;
  mail: MailAccess;
}

/** Long enough that some e-mails are sent in between. */
const BETWEEN_KILLS_MS = [100, 900] as const;

/** So many workers share one queue and are killed at any moment, each followed by a new one; then the servers are asked. */
export async function runWorkers(options: Options): Promise<WorkersResult> {
  const { workers, mails, url, mail } = options;
  // Slow enough that kills come at every point.
  const smtp = await startFaultSmtp({
    keepBodies: false,
    onStage: ({ stage }) => (stage === 'mail' || stage === 'dot' ? pause(8) : undefined),
  });
  const { user } = mail.account();
  const account = accountAt(smtp.port, mail.ports.imap, user, workers);
  const fleet: WorkerProcess[] = [];
  const start = () => startWorker({ url, accounts: [account] });
  try {
    await fill(url, account, mails);
    for (let n = 0; n < workers; n += 1) fleet.push(start());
    await Promise.all(fleet.map(({ started }) => started));
    const kills = await killAgainAndAgain(options, fleet, start);
    const rows = await settled({ url }, 120_000);
    return { workers, kills, ...(await count(rows, smtp, await mail.readMailbox(user, 'Sent Items'))) };
  } finally {
    for (const worker of fleet) worker.kill();
    await Promise.all(fleet.map(({ stopped }) => stopped));
    await smtp.stop();
  }
}

/**
 * Leases of the dead end after a minute, those at the dot after eleven. To wait for that here would be most of the run, so
 * now and then all are killed and every lease is over.
 */
async function killAgainAndAgain({ kills, url }: Options, fleet: WorkerProcess[], start: () => WorkerProcess) {
  let killed = 0;
  const replace = async (place: number) => {
    fleet[place]?.kill();
    await fleet[place]?.stopped;
    killed += 1;
  };
  while (killed < kills) {
    await pause(BETWEEN_KILLS_MS[0] + Math.random() * (BETWEEN_KILLS_MS[1] - BETWEEN_KILLS_MS[0]));
    const place = Math.floor(Math.random() * fleet.length);
    await replace(place);
    if (killed % 4 === 0 || killed >= kills) {
      for (let other = 0; other < fleet.length; other += 1) if (other !== place) await replace(other);
      await expireLeases(url);
      for (let n = 0; n < fleet.length; n += 1) fleet[n] = start();
      await Promise.all(fleet.map(({ started }) => started));
    } else {
      fleet[place] = start();
    }
  }
  return killed;
}

async function fill(url: string, account: ReturnType<typeof accountAt>, mails: number): Promise<void> {
  const rig = await openOutboxRig({ url, accounts: [account] });
  for (let n = 0; n < mails; n += 1) {
    await rig.send({ to: [{ address: recipient(n) }], subject: `Payslip ${n}`, text: `Payslip ${n}\r\n`.repeat(200) });
  }
  await rig.close();
}

type Rows = Awaited<ReturnType<typeof settled>>;
type Filed = Awaited<ReturnType<MailAccess['readMailbox']>>;

async function count(rows: Rows, smtp: FaultSmtp, sent: Filed) {
  const copies = new Map<string, number>();
  for (const { messageId } of smtp.mails) copies.set(messageId, (copies.get(messageId) ?? 0) + 1);
  const filed = new Map<string, number>();
  for (const one of sent) {
    const id = one.header('Message-ID') ?? '';
    filed.set(id, (filed.get(id) ?? 0) + 1);
  }
  const begun = new Set(smtp.stages.flatMap(({ stage, subject }) => (stage === 'body' ? [subject] : [])));
  const accepted = rows.filter(({ state }) => state === 'accepted');
  const uncertain = rows.filter(({ state }) => state !== 'accepted');
  return {
    mails: rows.length,
    accepted: accepted.length,
    uncertain: uncertain.length,
    lost: accepted.filter(({ message_id: id }) => !copies.has(id)).length,
    duplicates: rows.filter(({ message_id: id }) => (copies.get(id) ?? 0) > 1).length,
    copiesWrong: accepted.filter(({ message_id: id }) => filed.get(id) !== 1).length,
    wronglyUncertain: uncertain.filter(({ address }) => ![...begun].some((subject) => subject.includes(address)))
      .length,
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
