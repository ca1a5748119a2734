import { cpus } from 'node:os';
import type { PlanFigures } from './plan-child.ts';
import type { Drawn, Verified } from './plan-parts.ts';
import { below, type Goal } from './report.ts';

export interface RunsReport {
  goals: Goal[];
  /** what was planned or read, with its figures */
  measured: { what: string; rows: number; figures: PlanFigures }[];
  drawn?: Drawn & { count: number };
  verified?: Verified;
  /** how busy the machine was meanwhile, with the programs of others */
  machine: { part: string; load: string }[];
}

export function givenGoals(rows: number, figures: PlanFigures): Goal[] {
  const job = `Plan of ${rows} rows with 50 kB PDFs`;
  return [
    below(`${job}: from the start to the plan`, { value: figures.seconds, target: 60, unit: 's' }),
    below(`${job}: CPU time of all threads`, { value: figures.cpuSeconds, target: 60 * 2, unit: 's' }),
    below(`${job}: CPU time of the main thread`, { value: figures.mainCpuSeconds, target: 60, unit: 's' }),
    below(`${job}: memory of the process`, { value: figures.peakMb, target: 350, unit: 'MB' }),
    below(`${job}: delay of the event loop, p99`, { value: figures.loopDelayMs.p99, target: 100, unit: 'ms' }),
  ];
}

/** Drawing comes before the planning, which takes the same as that of given documents. */
export function drawnGoal(drawn: Drawn & { count: number }, planned: PlanFigures | undefined, rows: number): Goal[] {
  if (planned === undefined) return [];
  const share = rows / drawn.count;
  const value = drawn.seconds * share + planned.seconds;
  const target = Math.round(drawn.aloneSeconds * share + 60);
  return [below(`${rows} drawn PDFs and their plan, against pdfkit alone and 60 s`, { value, target, unit: 's' })];
}

export function rowsGoal(rows: number, start: PlanFigures, rest: PlanFigures): Goal[] {
  const target = Math.round(start.peakMb + 40);
  const job = `Reading ${rows} rows of CSV: memory, the first tenth having taken ${start.peakMb.toFixed(0)} MB`;
  return [
    below(job, { value: rest.peakMb, target, unit: 'MB' }),
    below(`Reading ${rows} rows of CSV: delay of the event loop, p99`, {
      value: rest.loopDelayMs.p99,
      target: 100,
      unit: 'ms',
    }),
  ];
}

export function verifiedGoal({ messages, seconds }: Verified): Goal[] {
  return [below(`Verification of the proof of ${messages} e-mails`, { value: seconds, target: 10, unit: 's' })];
}

export function runsMarkdown(report: RunsReport): string {
  return `# Payroll runs, measured

Made by \`npm run bench:runs\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores, Node ${process.versions.node}, SQLite
flushed before every answer. The installation runs compiled in a process of its own, with its HTTP API, its worker and its threads for
PDFs; memory is the resident set of all of it. Every payslip is opened, searched for the number of its owner, hashed, and
stored sealed; every e-mail is composed, hashed and stored; the run's page is read twice a second meanwhile. Time by the
clock depends on what else the machine does; CPU time, statements and memory hardly do.

| job | target | measured | |
|---|---|---|---|
${report.goals.map((goal) => `| ${goal.job} | ${goal.target} | ${goal.measured} | ${goal.reached ? 'reached' : '**not reached**'} |`).join('\n')}

${report.machine.map(({ part, load }) => `${part}: ${load}.`).join(' ')}

| | seconds | CPU seconds, of these main thread | SQL statements for a row | memory at the start, at most | event loop delay p50, p99, longest |
|---|---|---|---|---|---|
${report.measured.map(measuredLine).join('\n')}
${[...drawnText(report), ...verifiedText(report)].map((text) => `\n${text}\n`).join('')}`;
}

function measuredLine({ what, rows, figures: of }: RunsReport['measured'][number]): string {
  const { p50, p99, most } = of.loopDelayMs;
  const cells = [
    what,
    of.seconds.toFixed(1),
    `${of.cpuSeconds.toFixed(1)}, ${of.mainCpuSeconds.toFixed(1)}`,
    (of.statements / rows).toFixed(2),
    `${of.startMb.toFixed(0)} MB, ${of.peakMb.toFixed(0)} MB`,
    `${p50.toFixed(1)} ms, ${p99.toFixed(0)} ms, ${most.toFixed(0)} ms`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function drawnText({ drawn }: RunsReport): string[] {
  if (drawn === undefined) return [];
  const { count, aloneSeconds, aloneCpuSeconds, seconds, cpuSeconds } = drawn;
  return [
    `${count} payslips of one page: pdfkit alone ${aloneSeconds.toFixed(1)} s (${aloneCpuSeconds.toFixed(1)} CPU seconds), on the product's threads ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} CPU seconds), a part of each in turn.`,
  ];
}

function verifiedText({ verified }: RunsReport): string[] {
  if (verified === undefined) return [];
  const { messages, records, megabytes, seconds, cpuSeconds } = verified;
  return [
    `The bundle of ${messages} e-mails has ${records} records in ${megabytes.toFixed(1)} MB; verified in ${seconds.toFixed(2)} s (${cpuSeconds.toFixed(2)} CPU seconds).`,
  ];
}
