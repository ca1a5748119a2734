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
  /** what is counted: mails */
  unit?: string;
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
keeps its promise: SQLite flushed before every answer, the marker durable before each final dot.

| job | target | measured | |
|---|---|---|---|
${report.goals.map(goalLine).join('\n')}

${report.tables.map(tableText).join('\n\n')}

${WHY}
`;
}

/** Written by hand from profiles; to be changed with what it says. */
const WHY = `## Where the time goes, and what falls short

One process sends from one thread. On two cores it shares the machine with Dovecot and the sink, which take a third of the CPU
time of the whole job. Of its own time about a third is SQLite: some thirty statements for each e-mail, and its 70 kB written to
the log and again at a checkpoint; the disk is waited for beside the thread. The rest is spread thin: writing to sockets, templates
and the rule with its trace, composing, three digests over the attachment or what holds it, linking the proof, asking rights,
limits and guard again when a mail is claimed, garbage collection. N+ and P store nothing or almost nothing on the way.

What made a difference, in the order of how much: bodies are looked at line by line and not byte by byte before they go to
nodemailer, which makes its stream ten times as fast; rules, connectors and settings are read as plain rows and made something
of only when they changed; plain SQL goes straight to the SQLite connection; no savepoint for each unit of a group; the next
envelope travels while the answer to the last e-mail is being stored, so that more of them share a commit; the log is flushed
from another thread, and what arrives meanwhile makes the next commit larger; the bytes of an e-mail that was just sent are kept
for its copy.

Tried without gain: larger WAL checkpoints and pages, waiting longer for company in a commit, compiled code instead of tsx,
beginning the next commit while the last one is being flushed. Not tried yet, in the order of what they promise: the write lane
on a worker thread, an SMTP dialogue of our own, one statement for the records of several e-mails.

"From facts until accepted" is measured against a pool that sends finished bytes and, beside it, against one that evaluates the same
rule and composes the same mail, which is what else a program would have to do.

Fifty callers that each wait for their answer see fifty times the cost of one event; below 30 ms that is 0.6 ms for each, and
an event over HTTP costs more, rule, templates, composing and the answer included. They have a process of their own here.`;

function goalLine({ job, target, measured, reached }: Goal): string {
  return `| ${job} | ${target} | ${measured} | ${reached ? 'reached' : '**not reached**'} |`;
}

function tableText({ title, rounds, unit = 'mails' }: Table): string {
  const lines = Object.entries(rounds).map(([name, runs]) => {
    const rates = runs.map(({ perSecond }) => perSecond);
    const cpu = median(runs.map(({ cpuSeconds }) => cpuSeconds));
    const range = `${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)}`;
    return `| ${name} | ${median(rates).toFixed(0)} | ${range} | ${cpu.toFixed(2)} |`;
  });
  return `## ${title}

| | ${unit} a second, median | from, to | CPU seconds for 1,000 ${unit} |
|---|---|---|---|
${lines.join('\n')}`;
}
