/**
 * `npm run bench:runs`: planning of payroll runs, a million rows, proof verification. Writes docs/performance-runs.md.
 * `-- --quick`: a tenth of it, writes nothing. `-- --only given,drawn,rows,proof`: parts, writes nothing (proof needs given).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { startBenchServers } from './bench-servers.ts';
import { watchMachine } from './machine-load.ts';
import { drawPayslips, type PlanContext, planGiven, readManyRows, verifyProof } from './plan-parts.ts';
import { drawnGoal, givenGoals, type RunsReport, rowsGoal, runsMarkdown, verifiedGoal } from './runs-report.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
const parts = values.only?.split(',') ?? ['given', 'drawn', 'rows', 'proof'];
const [rows, many, drawings] = values.quick ? [1_000, 100_000, 100] : [10_000, 1_000_000, 300];
const report: RunsReport = { goals: [], measured: [], machine: [] };
const folder = makeTempFolder('bench-runs');
const servers = await startBenchServers();
const tell = (line: string) => void process.stderr.write(`${line}\n`);
const context: PlanContext = { folder, target: servers.target(), secretKey: newSecretKey(), tell };
try {
  const planned = parts.includes('given') ? await given() : undefined;
  if (parts.includes('drawn')) {
    const drawn = { ...(await part('Drawing', () => drawPayslips(drawings))), count: drawings };
    report.drawn = drawn;
    report.goals.push(...drawnGoal(drawn, planned, rows));
  }
  if (parts.includes('rows')) await manyRows();
  if (parts.includes('proof') && planned) {
    report.verified = await part('Proof', () => verifyProof(context, planned.runId));
    report.goals.push(...verifiedGoal(report.verified));
  }
} finally {
  await servers.stop();
  removeTempFolder(folder);
}
const page = runsMarkdown(report);
if (!values.quick && values.only === undefined) {
  writeFileSync(join(import.meta.dirname, '../../docs/performance-runs.md'), page);
}
process.stdout.write(page);

async function part<T>(name: string, work: () => Promise<T>): Promise<T> {
  tell(name);
  const load = watchMachine();
  const result = await work();
  report.machine.push({ part: name, load: load() });
  return result;
}

async function given() {
  const planned = await part('Planning', () => planGiven(context, rows));
  report.goals.push(...givenGoals(rows, planned));
  report.measured.push({ what: `plan of ${rows} rows with given PDFs`, rows, figures: planned });
  return planned;
}

async function manyRows(): Promise<void> {
  const { start, rest } = await part('Rows', () => readManyRows(context, many));
  report.goals.push(...rowsGoal(many, start, rest));
  report.measured.push(
    { what: `the first tenth of ${many} rows`, rows: many / 10, figures: start },
    { what: 'the rest of them', rows: many * 0.9, figures: rest },
  );
}
