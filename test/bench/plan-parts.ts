import { join } from 'node:path';
import { openBundle } from '../../src/proof/bundle.ts';
import { linkRecords } from '../../src/proof/link-records.ts';
import { verifyBundle } from '../../src/proof/verify-bundle.ts';
import { openPdf } from '../../src/runs/intake/pdf/open-pdf.ts';
import type { DocumentLayout } from '../../src/sdk/document-layout.ts';
import { systemClock } from '../../src/sdk/index.ts';
import { openSecretBox } from '../../src/secrets/secret-box.ts';
import { insertProof, PROOF_KINDS } from '../../src/store/proof-record.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { Target } from './bench-servers.ts';
import { inFlight } from './measure.ts';
import { FROM } from './payslips.ts';
import type { PlanFigures } from './plan-child.ts';
import { writePayslips, writeStaff } from './plan-files.ts';
import { type PlanServer, startPlanServer } from './plan-server.ts';

export interface PlanContext {
  folder: string;
  target: Target;
  secretKey: string;
  tell(line: string): void;
}

const PDF_BYTES = 50_000;
const POLL_MS = 500;
const PLANNED = { documents: { by: 'name', pattern: '{{employeeId}}.pdf' }, numberCheck: true };

/** Rows and documents uploaded and planned, while somebody watches the page of the run. */
export async function planGiven(context: PlanContext, rows: number): Promise<PlanFigures & { runId: string }> {
  const [csv, zip] = [join(context.folder, 'staff.csv'), join(context.folder, 'payslips.zip')];
  await writeStaff(csv, rows);
  await writePayslips(zip, rows, PDF_BYTES);
  return withServer(context, 'given', async (server, ruleId) => {
    const run = await server.call('POST', '/runs', { name: 'November', period: '1', rule: ruleId, options: PLANNED });
    await server.upload(run.id, 'rows', csv);
    await server.upload(run.id, 'documents', zip);
    await server.begin();
    await server.call('POST', `/runs/${run.id}/plan`);
    const planned = await until(context, server, run.id, ({ state }) => state !== 'planning');
    const figures = await server.end();
    if (planned.counts.planned !== rows) throw new Error(`Not all was planned: ${JSON.stringify(planned.counts)}`);
    return { ...figures, runId: run.id };
  });
}

/** Rows read from one file: the first tenth and the rest apart, to see whether memory grows. */
export async function readManyRows(
  context: PlanContext,
  rows: number,
): Promise<{ start: PlanFigures; rest: PlanFigures }> {
  const csv = join(context.folder, 'many.csv');
  await writeStaff(csv, rows);
  return withServer(context, 'rows', async (server, ruleId) => {
    const run = await server.call('POST', '/runs', { name: 'Many', period: '1', rule: ruleId });
    await server.upload(run.id, 'rows', csv);
    await server.begin();
    await server.call('POST', `/runs/${run.id}/plan`);
    await until(context, server, run.id, ({ plan }) => plan.done >= rows / 10);
    const start = await server.end();
    await server.begin();
    const read = await until(context, server, run.id, ({ plan }) => plan.step !== 'rows');
    const rest = await server.end();
    if (read.counts.rows !== rows) throw new Error(`${read.counts.rows} of ${rows} rows were read.`);
    await server.call('DELETE', `/runs/${run.id}/plan`);
    return { start, rest };
  });
}

export interface Drawn {
  /** the same documents by pdfkit on the thread that asks */
  aloneSeconds: number;
  aloneCpuSeconds: number;
  seconds: number;
  cpuSeconds: number;
}

/** Payslips drawn on the threads of the product, and by pdfkit alone, a part of each in turn. */
export async function drawPayslips(count: number): Promise<Drawn> {
  const { draw } = await import('../../src/runs/intake/pdf/draw.ts');
  const pdf = openPdf();
  const drawn = { aloneSeconds: 0, aloneCpuSeconds: 0, seconds: 0, cpuSeconds: 0 };
  const timedPart = async (work: () => Promise<void>) => {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(cpu);
    return { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 };
  };
  await pdf.drawPayslip(layoutOf(0));
  const part = count / 10;
  for (let at = 0; at < count; at += part) {
    const alone = await timedPart(async () => {
      for (let index = at; index < at + part; index += 1) await draw(layoutOf(index));
    });
    const pool = await timedPart(() =>
      inFlight(part, pdf.threads * 2, async (index) => void (await pdf.drawPayslip(layoutOf(at + index)))),
    );
    drawn.aloneSeconds += alone.seconds;
    drawn.aloneCpuSeconds += alone.cpuSeconds;
    drawn.seconds += pool.seconds;
    drawn.cpuSeconds += pool.cpuSeconds;
  }
  await pdf.close();
  return drawn;
}

function layoutOf(index: number): DocumentLayout {
  const money = (value: number) => `${value.toFixed(2)} EUR`;
  const rows = Array.from({ length: 25 }, (_, line) => [`Wage type ${line}`, '168 h', money(1_000 + index + line)]);
  return {
    title: `Payslip ${index}`,
    madeAt: 1_795_000_000_000,
    blocks: [
      { kind: 'heading', text: 'Payslip November 2026' },
      {
        kind: 'facts',
        lines: [
          { label: 'Employee', value: `E${index}` },
          { label: 'Name', value: 'Anna Müller' },
        ],
      },
      { kind: 'table', columns: [{ title: 'Item' }, { title: 'Hours' }, { title: 'Amount', align: 'right' }], rows },
    ],
    footer: 'Confidential',
  };
}

export interface Verified {
  messages: number;
  records: number;
  megabytes: number;
  seconds: number;
  cpuSeconds: number;
}

/** The planned run with the records that sending leaves, as a bundle, verified as `mailrule proof verify` does. */
export async function verifyProof(context: PlanContext, runId: string): Promise<Verified> {
  const store = await openStore({ url: urlOf(context, 'given') });
  try {
    const messages = await addRecords(store, runId);
    await linkRecords(store);
    const secrets = openSecretBox({ active: context.secretKey, old: [] });
    const pieces: Buffer[] = [];
    for await (const piece of await openBundle({ store, clock: systemClock, secrets }, { run: runId }))
      pieces.push(piece);
    const bundle = Buffer.concat(pieces);
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const { intact, problems, statement } = await verifyBundle(bundle);
    const { user, system } = process.cpuUsage(cpu);
    if (!intact) throw new Error(`The bundle is not intact: ${problems.slice(0, 3).join(' ')}`);
    return {
      messages,
      records: statement?.records ?? 0,
      megabytes: bundle.length / 1e6,
      seconds: (performance.now() - start) / 1000,
      cpuSeconds: (user + system) / 1e6,
    };
  } finally {
    await store.close();
  }
}

async function addRecords(store: Store, runId: string): Promise<number> {
  const kinds = PROOF_KINDS.filter((kind) => ['marker', 'reply', 'copy', 'copy_read'].includes(kind));
  const rows = await store.read.sql<{ id: string }[]>`SELECT id FROM message WHERE run_id = ${runId} ORDER BY id`;
  const data = {
    connectorId: runId,
    state: 'accepted',
    reply: { code: 250, enhanced: '2.0.0', text: '2.0.0 Ok: queued' },
  };
  for (let at = 0; at < rows.length; at += 500) {
    const entries = rows
      .slice(at, at + 500)
      .flatMap(({ id }) => kinds.map((kind) => ({ subject: id, kind, at: systemClock.now(), data })));
    await store.write((tx) => insertProof(tx, entries));
  }
  return rows.length;
}

async function withServer<T>(
  context: PlanContext,
  name: string,
  use: (server: PlanServer, ruleId: string) => Promise<T>,
): Promise<T> {
  const server = await startPlanServer({ url: urlOf(context, name), secretKey: context.secretKey });
  try {
    return await use(server, await setUp(server, context.target));
  } finally {
    await server.close();
  }
}

function urlOf({ folder }: PlanContext, name: string): string {
  return `sqlite:${join(folder, `${name}.db`)}`;
}

async function setUp(server: PlanServer, { smtpPort, imapPort, user, password }: Target): Promise<string> {
  const local = { host: '127.0.0.1', security: 'none' };
  const settings = {
    imap: { ...local, port: imapPort, auth: { kind: 'password', user, password } },
    sending: true,
    smtp: { ...local, port: smtpPort, sameCredentials: false, auth: { kind: 'none' }, from: FROM },
  };
  const { id } = await server.call('POST', '/connectors', { type: 'email', displayName: 'Payroll', settings });
  const report = await server.call('POST', `/connectors/${id}/test`, {});
  if (!report.ok) throw new Error(`Test connection: ${report.summary}`);
  const params = {
    connector: id,
    to: [{ field: 'email' }],
    subject: 'Payslip of {{name}}',
    html: '<html><body><p>Dear {{name}},</p><p>your payslip is attached. You get {{net}} EUR.</p></body></html>',
    attachments: [{ field: 'document', name: 'payslip-{{employeeId}}.pdf' }],
  };
  const rule = await server.call('POST', '/rules', {
    name: 'Payslip',
    trigger: { kind: 'workflow', event: 'payslip-ready' },
    conditions: { all: [{ fact: 'department', operator: 'notEqual', value: 'Sales' }] },
    actions: [{ action: 'send-email', params }],
  });
  return rule.id;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the bench knows what it asked for
type Run = any;

async function until(context: PlanContext, server: PlanServer, id: string, done: (run: Run) => boolean): Promise<Run> {
  for (let told = ''; ; ) {
    const run = await server.call('GET', `/runs/${id}`);
    const { step, done: count } = run.plan;
    if (step !== null && step !== told) context.tell(`  ${step} (${count})`);
    told = step ?? told;
    if (done(run)) return run;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
