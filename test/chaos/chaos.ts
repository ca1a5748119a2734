/**
 * `npm run chaos`: kills workers at every point of a delivery and counts at the servers; `-- --times 100` for the full
 * count. `-- --workers 4` instead: one to four workers share a queue on PostgreSQL and are killed at any moment (`--mails`,
 * `--kills`); `--hours 24` does that again and again for so long. `-- --limits --mails 5000`: a server with limits that refuses in between. Each
 * writes its part of docs/reliability.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startMailServers } from '../support/mail/mail-servers.ts';
import { createDatabase, startPostgres } from '../support/postgres.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { KILL_POINTS, type KillResult, runKillPoint } from './kill-matrix.ts';
import { runWorkers, type WorkersResult } from './kill-workers.ts';
import { type LimitResult, LIMITS as PACED, runLimitMatrix } from './limit-matrix.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '20' },
    workers: { type: 'string' },
    mails: { type: 'string', default: '200' },
    kills: { type: 'string', default: '20' },
    hours: { type: 'string', default: '0' },
    limits: { type: 'boolean', default: false },
    /** with --limits: how many times faster the clock goes */
    quick: { type: 'string', default: '20' },
    out: { type: 'string' },
  },
});
const [BEGIN, LIMITS] = ['<!-- workers -->', '<!-- limits -->'];
const times = Number(values.times);
const folder = makeTempFolder('chaos');
const mail = await startMailServers();
const postgres = await startPostgres();
const databases = {
  SQLite: (n: number) => Promise.resolve(`sqlite:${folder}/${n}.db`),
  PostgreSQL: () => createDatabase(postgres.adminUrl),
};

let made = 0;
const lines: string[] = [];
let bad = 0;
try {
  if (values.limits) await meetLimits();
  else if (values.workers === undefined) await killEverywhere();
  else await killWorkers(Number(values.workers));
} finally {
  await mail.stop();
  await postgres.stop();
  removeTempFolder(folder);
}
const out = values.out ?? join(import.meta.dirname, '../../docs/reliability.md');
const [rest = '', limits = ''] = readFileSync(out, 'utf8').split(LIMITS);
const [matrix = '', workers = ''] = rest.split(BEGIN);
if (values.limits) writeFileSync(out, `${rest}${LIMITS}\n${limitsReport()}`);
else if (values.workers === undefined) writeFileSync(out, `${report()}\n${BEGIN}${workers}${LIMITS}${limits}`);
else writeFileSync(out, `${matrix}${BEGIN}\n${workersReport()}\n${LIMITS}${limits}`);
process.exitCode = bad === 0 ? 0 : 1;

async function killEverywhere(): Promise<void> {
  for (const [name, create] of Object.entries(databases)) {
    for (const point of KILL_POINTS) {
      const createDatabaseOnce = () => create(++made);
      const result = await runKillPoint({ point, times, createDatabase: createDatabaseOnce, mail });
      bad += result.lost + result.duplicates + result.copiesWrong + result.wronglyUncertain;
      lines.push(line(name, result));
      process.stdout.write(`${lines.at(-1)}\n`);
    }
  }
}

async function killWorkers(most: number): Promise<void> {
  const until = Date.now() + Number(values.hours) * 3_600_000;
  const totals = new Map<number, WorkersResult>();
  do {
    for (let count = 1; count <= most; count += 1) {
      const url = await databases.PostgreSQL();
      const result = await runWorkers({
        workers: count,
        mails: Number(values.mails),
        kills: Number(values.kills),
        url,
        mail,
      });
      bad += result.lost + result.duplicates + result.copiesWrong + result.wronglyUncertain;
      totals.set(count, sum(totals.get(count), result));
      process.stdout.write(`${workersLine(result)}\n`);
    }
  } while (Date.now() < until);
  lines.push(...[...totals.values()].map(workersLine));
}

async function meetLimits(): Promise<void> {
  // At once: nearly all of the time is waiting for the pace.
  const running = Object.entries(databases).map(async ([name, create]) => {
    const url = await create(++made);
    const result = await runLimitMatrix({ url, mails: Number(values.mails), times: Number(values.quick) });
    bad += result.mails - result.accepted + result.twice + (result.attempts - result.mails);
    bad += Math.max(0, result.busiestMinute - PACED.messagesPerMinute);
    return limitLine(name, result);
  });
  lines.push(...(await Promise.all(running)));
  process.stdout.write(`${lines.join('\n')}\n`);
}

function limitLine(database: string, r: LimitResult): string {
  const counts = [r.mails, r.accepted, r.failed, r.twice, r.refusals, r.attempts - r.mails, r.busiestMinute];
  return `| ${database} | ${counts.join(' | ')} | ${r.mostConnections} | ${r.perMinute.toFixed(1)} | ${Math.round(r.minutes)} |`;
}

function limitsReport(): string {
  return `
## A server with limits

Made by \`npm run chaos -- --limits --mails ${values.mails}\`: a connector with 3 connections and 30 e-mails a minute; the server takes four seconds
for each, says 432, 421 (and closes), 454 at the sign-in and 550 5.4.5 once each in between, and the process is restarted in the middle. The
clock goes ${values.quick} times faster, so that delays of this machine count as much more. Counted at the server; "a minute" leaves out gaps of more than
ten seconds (pauses, the restart, and whatever else stood still); "minutes" has them all.

| database | e-mails | accepted | failed | twice | refusals | attempts used by them | busiest sliding minute | connections | a minute | minutes |
|---|---|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}

function sum(before: WorkersResult | undefined, now: WorkersResult): WorkersResult {
  if (before === undefined) return now;
  const names = [
    'kills',
    'mails',
    'accepted',
    'uncertain',
    'lost',
    'duplicates',
    'copiesWrong',
    'wronglyUncertain',
  ] as const;
  const total = { ...now };
  for (const name of names) total[name] += before[name];
  return total;
}

function workersLine(r: WorkersResult): string {
  const counts = [r.kills, r.mails, r.accepted, r.uncertain, r.lost, r.duplicates, r.copiesWrong, r.wronglyUncertain];
  return `| ${r.workers} | ${counts.join(' | ')} |`;
}

function workersReport(): string {
  return `
## Several workers

Made by \`npm run chaos -- --workers ${values.workers} --mails ${values.mails} --kills ${values.kills}\`: workers share one queue on PostgreSQL, are killed (SIGKILL) at any moment
and followed by new ones; counted at the mail servers as above.

| workers | kills | e-mails | accepted | uncertain | lost | twice | Sent copies wrong | uncertain outside the dot window |
|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}

function line(database: string, r: KillResult): string {
  const counts = [r.kills, r.mails, r.accepted, r.uncertain, r.lost, r.duplicates, r.copiesWrong, r.wronglyUncertain];
  return `| ${database} | ${r.point} | ${counts.join(' | ')} |`;
}

function report(): string {
  return `# Reliability, counted at the servers

Made by \`npm run chaos\` (${times} kills at each point). A worker with five e-mails is ended by SIGKILL at the moment the
mail server reaches the point; a second worker finishes. "Uncertain" is right only while the server's answer to the final
dot is outstanding; such an e-mail is never sent again by itself. "Lost" is accepted by our record but not at the server,
"twice" is more than one copy of one Message-ID at the server.

| database | killed at | kills | e-mails | accepted | uncertain | lost | twice | Sent copies wrong | uncertain outside the dot window |
|---|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}
