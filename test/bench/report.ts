import { cpus } from 'node:os';
import { median, type Rounds } from './measure.ts';

/** One line that can be reached or not. */
export interface Goal {
  job: string;
  target: string;
  measured: string;
  reached: boolean;
}

export interface Table {
  title: string;
  rounds: Rounds;
}

export interface Report {
  goals: Goal[];
  tables: Table[];
  /** how much was measured, in words */
  size: string;
}

export function atLeast(job: string, of: { ratio: number; target: number; reference: string }): Goal {
  const { ratio, target, reference } = of;
  return {
    job,
    target: `at least ${target.toFixed(2)} x ${reference}`,
    measured: ratio.toFixed(2),
    reached: ratio >= target,
  };
}

export function below(job: string, of: { value: number; target: number; unit: string }): Goal {
  const { value, target, unit } = of;
  return {
    job,
    target: `below ${target} ${unit}`,
    measured: `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`,
    reached: value < target,
  };
}

export function markdown(report: Report): string {
  return `# Performance, measured

Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores, Node ${process.versions.node}, ${report.size}.
Ratios are medians over rounds in which everybody runs once, against references of the same round and on the same servers
(Dovecot with maildir for the copies, Postfix's smtp-sink for the deliveries, both on these cores, too). The product always
keeps its promise: SQLite with synchronous=FULL, the marker durable before each final dot.

| job | target | measured | |
|---|---|---|---|
${report.goals.map(goalLine).join('\n')}

${report.tables.map(tableText).join('\n\n')}

${WHY}
`;
}

/** Written by hand from profiles; to be changed with what it says. */
const WHY = `## Where the time goes, and what falls short

One process sends from one thread, and that thread is busy for more than nine tenths of the whole job. Of its time about a
quarter is SQLite (one commit for two to three e-mails; the fsync blocks the thread), the rest is spread thin: some twenty
statements for each e-mail, the rule with its trace, templates, composing, nodemailer's dialogue, garbage collection. N+ and
P store nothing or almost nothing on the way, and P talks SMTP itself, so that the next envelope travels with the final dot.

Tried without gain: larger WAL checkpoints and pages, waiting longer for company in a commit, plain SQL past TypeORM, compiled
code instead of tsx. Not tried yet, in the order of what they promise: the write lane on a worker thread, keeping the bytes of
an e-mail in memory until its copy is filed, fewer statements for each event, the next envelope pipelined with the dot.

Fifty callers that each wait for their answer see fifty times the cost of one event; below 30 ms that is 0.6 ms for each.
An event over HTTP costs two to three, its client in the same process included.`;

function goalLine({ job, target, measured, reached }: Goal): string {
  return `| ${job} | ${target} | ${measured} | ${reached ? 'reached' : '**not reached**'} |`;
}

function tableText({ title, rounds }: Table): string {
  const lines = Object.entries(rounds).map(([name, runs]) => {
    const rates = runs.map(({ perSecond }) => perSecond);
    const cpu = median(runs.map(({ cpuSeconds }) => cpuSeconds));
    const range = `${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)}`;
    return `| ${name} | ${median(rates).toFixed(0)} | ${range} | ${cpu.toFixed(2)} |`;
  });
  return `## ${title}

| | mails a second, median | from, to | CPU seconds for 1,000 mails |
|---|---|---|---|
${lines.join('\n')}`;
}
