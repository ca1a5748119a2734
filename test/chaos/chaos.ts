/**
 * `npm run chaos`: kills workers at every point of a delivery and counts at the servers. `-- --times 100` for the full
 * count. Writes docs/reliability.md.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startMailServers } from '../support/mail/mail-servers.ts';
import { createDatabase, startPostgres } from '../support/postgres.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { KILL_POINTS, type KillResult, runKillPoint } from './kill-matrix.ts';

const { values } = parseArgs({ options: { times: { type: 'string', default: '20' }, out: { type: 'string' } } });
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
  for (const [name, create] of Object.entries(databases)) {
    for (const point of KILL_POINTS) {
      const createDatabaseOnce = () => create(++made);
      const result = await runKillPoint({ point, times, createDatabase: createDatabaseOnce, mail });
      bad += result.lost + result.duplicates + result.copiesWrong + result.wronglyUncertain;
      lines.push(line(name, result));
      process.stdout.write(`${lines.at(-1)}\n`);
    }
  }
} finally {
  await mail.stop();
  await postgres.stop();
  removeTempFolder(folder);
}
writeFileSync(values.out ?? join(import.meta.dirname, '../../docs/reliability.md'), report());
process.exitCode = bad === 0 ? 0 : 1;

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
