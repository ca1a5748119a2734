/**
 * `npm run bench`: speed and memory against references measured in the same run. Writes docs/performance.md.
 * `-- --quick`: a first impression, writes nothing. `-- --memory`: peak memory and restart as well (some minutes more).
 * `-- --only whole,smtp,enqueue,rules,processes`: parts, writes nothing. `-- --json`, `-- --out <file>`: the figures as JSON.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { startBenchServers } from './bench-servers.ts';
import { enqueueByCode, enqueueByHttp } from './enqueue.ts';
import { ratio } from './measure.ts';
import { peakMemory, restartMs } from './process-jobs.ts';
import { atLeast, below, markdown, type Report } from './report.ts';
import { BARE_ENGINE, ENGINE_EACH, PRODUCT_RULES, previewP95Ms, ruleEvaluation } from './rules.ts';
import { POOL_COMPOSING, POOL_RAW, PRODUCT_ALL, PRODUCT_DRAIN, smtpOnly } from './smtp-only.ts';
import { type BenchContext, PIPELINE, POOLED_LOOP, PRODUCT, wholeJob } from './whole-job.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    out: { type: 'string' },
    only: { type: 'string' },
  },
});
const quick = values.quick;
const parts = values.only?.split(',') ?? ['whole', 'smtp', 'enqueue', 'rules', ...(values.memory ? ['processes'] : [])];
const mails = quick ? 300 : 1000;
const rounds = quick ? 2 : 5;
/** The first of fifty waits each is a new connection: few enough of them not to be the p95. */
const events = mails * 4;
const report: Report = { goals: [], tables: [], size: `${rounds} rounds of ${mails} mails after a warm-up` };

const folder = makeTempFolder('bench');
const servers = await startBenchServers();
const tell = (line: string) => void process.stderr.write(`${line}\n`);
const context: BenchContext = { servers, folder, rounds, tell };
try {
  if (parts.includes('whole')) await measureWholeJob();
  if (parts.includes('smtp')) await measureSmtp();
  if (parts.includes('enqueue')) await measureEnqueue();
  if (parts.includes('rules')) await measureRules();
  if (parts.includes('processes')) await measureProcesses();
} finally {
  await servers.stop();
  removeTempFolder(folder);
}
const page = markdown(report);
const figures = JSON.stringify(report, undefined, 2);
if (!quick && values.only === undefined) writeFileSync(join(import.meta.dirname, '../../docs/performance.md'), page);
if (values.out !== undefined) writeFileSync(values.out, `${figures}\n`);
process.stdout.write(`${values.json ? figures : page}\n`);

async function measureWholeJob(): Promise<void> {
  tell('Whole job with Sent copy');
  const job = 'Whole job with Sent copy, 70 kB';
  const found = await wholeJob(context, mails);
  report.tables.push({ title: job, rounds: found });
  report.goals.push(
    atLeast(job, { ratio: ratio(found, PRODUCT, POOLED_LOOP), target: 1.5, reference: 'N+' }),
    atLeast(job, { ratio: ratio(found, PRODUCT, PIPELINE), target: 0.35, reference: 'P' }),
  );
}

async function measureSmtp(): Promise<void> {
  for (const [size, withPdf] of [['70 kB', true] as const, ['2 kB', false] as const]) {
    tell(`SMTP only, ${size}`);
    const found = await smtpOnly(context, mails, withPdf);
    report.tables.push({ title: `SMTP only, ${size}`, rounds: found });
    const goal = (name: string, product: string, reference: string) =>
      atLeast(`SMTP only, ${size}, ${name}`, { ratio: ratio(found, product, reference), target: 0.5, reference });
    report.goals.push(
      goal('sending stored mails', PRODUCT_DRAIN, POOL_RAW),
      goal('from facts until accepted', PRODUCT_ALL, POOL_RAW),
      goal('from facts until accepted', PRODUCT_ALL, POOL_COMPOSING),
    );
  }
}

async function measureEnqueue(): Promise<void> {
  for (const [size, withPdf] of [['2 kB', false] as const, ['70 kB', true] as const]) {
    tell(`Enqueue, ${size}`);
    const goal = (door: string, value: number) =>
      below(`Enqueue ${door}, 50 parallel callers, ${size}, p95`, { value, target: 30, unit: 'ms' });
    report.goals.push(
      goal('by code', await enqueueByCode(context, events, withPdf)),
      goal('by POST /api/events', await enqueueByHttp(context, events, withPdf)),
    );
  }
}

async function measureRules(): Promise<void> {
  tell('Rule evaluation');
  const found = await ruleEvaluation(context, mails * 2);
  const job = 'Rule evaluation, 20 rules, with traces';
  report.tables.push({ title: job, rounds: found, unit: 'events' });
  for (const reference of [BARE_ENGINE, ENGINE_EACH]) {
    report.goals.push(atLeast(job, { ratio: ratio(found, PRODUCT_RULES, reference), target: 0.8, reference }));
  }
  tell('Preview');
  const value = await previewP95Ms(context);
  report.goals.push(below('Preview of a 50 kB template, p95', { value, target: 300, unit: 'ms' }));
}

async function measureProcesses(): Promise<void> {
  const [many, few, pending] = quick ? [1000, 5, 1000] : [10_000, 50, 10_000];
  tell('Peak memory');
  const small = await peakMemory(context, many, 50_000);
  report.goals.push(
    below(`Peak memory, ${many} mails with 50 kB attached`, { value: small.peakMb, target: 300, unit: 'MB' }),
  );
  const large = await peakMemory(context, few, 25_000_000);
  report.goals.push(
    below(`Peak memory, ${few} mails with 25 MB attached`, { value: large.peakMb, target: 400, unit: 'MB' }),
  );
  tell(`  ${small.peakMb.toFixed(0)} MB, ${large.peakMb.toFixed(0)} MB; just started: ${small.startMb.toFixed(0)} MB`);
  tell('Restart');
  const ms = await restartMs(context, pending);
  report.goals.push(
    below(`Process start to first mail, ${pending} pending`, { value: ms / 1000, target: 5, unit: 's' }),
  );
}
