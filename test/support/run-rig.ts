import { expect } from 'vitest';
import { emailSettings } from './connector-rig.ts';
import type { HttpApp } from './http-app.ts';
import { makePdf } from './pdf-samples.ts';
import { sharedServers } from './servers.ts';
import { zipFile } from './zip-file.ts';

export interface Employee {
  employeeId: string;
  name: string;
  email: string;
  net: string;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the test says what it expects in it
export type Answer = any;

/** An installation with a proved connector and a payslip rule, and what a payroll clerk does with it. */
export interface RunRig {
  connectorId: string;
  ruleId: string;
  sender: string;
  /** the mailbox that all employees of `staff` share; each has an address of its own */
  box: string;
  staff(count: number): Employee[];
  createRun(over?: object): Promise<Answer>;
  upload(runId: string, kind: string, name: string, bytes: Buffer | string): Promise<{ status: number; body: Answer }>;
  /** plans, and waits until it is planned or back to a draft */
  plan(runId: string): Promise<Answer>;
  until(runId: string, ...states: string[]): Promise<Answer>;
  /** rows and documents uploaded, and planned */
  plannedRun(staff: readonly Employee[], over?: object): Promise<Answer>;
}

/** One bit of each e-mail of the run is another one, so that it fails; a second time it is what it was. */
export async function flipMails(store: HttpApp['store'], runId: string): Promise<void> {
  const rows = await store.read.sql<{ id: string; bytes: Buffer }[]>`
    SELECT c.id, c.bytes FROM content c JOIN message m ON m.content_id = c.id WHERE m.run_id = ${runId}`;
  await store.write(async (tx) => {
    for (const { id, bytes } of rows) {
      const changed = Buffer.from(bytes);
      changed[changed.length - 10] = (changed[changed.length - 10] ?? 0) ^ 1;
      await tx.getRepository('content').update({ id }, { bytes: changed });
    }
  });
}

export type RunApp = Pick<HttpApp, 'call' | 'url' | 'authorization'>;

export async function openRunRig(app: RunApp, more: object = {}, displayName = 'Payroll'): Promise<RunRig> {
  const { mail } = sharedServers();
  const mailbox = mail.account();
  const settings = { ...emailSettings(mailbox), sentCopy: 'never', ...more };
  const { id: connectorId } = await app.call('POST', '/connectors', {
    type: 'email',
    displayName,
    settings,
  });
  const report = await app.call('POST', `/connectors/${connectorId}/test`, {});
  expect(report.ok, report.summary).toBe(true);
  const { id: ruleId } = await app.call('POST', '/rules', {
    name: 'Payslip',
    trigger: { kind: 'workflow', event: 'payslip.ready' },
    actions: [
      {
        action: 'send-email',
        params: {
          connector: connectorId,
          to: [{ field: 'email' }],
          subject: 'Payslip of {{name}}',
          html: '<p>Dear {{name}}, you get {{net}} EUR.</p>',
          attachments: [{ field: 'document', name: 'payslip-{{employeeId}}.pdf' }],
        },
      },
    ],
  });
  const box = mail.account().user;
  const rig: RunRig = {
    connectorId,
    ruleId,
    sender: mailbox.user,
    box,
    staff: (count) => Array.from({ length: count }, (_, index) => employee(box, index + 1)),
    createRun: (over = {}) => app.call('POST', '/runs', { name: 'November', period: '2026-11', rule: ruleId, ...over }),
    upload: (runId, kind, name, bytes) => upload(app, runId, kind, name, bytes),
    plan: async (runId) => {
      await app.call('POST', `/runs/${runId}/plan`);
      return rig.until(runId, 'planned', 'draft');
    },
    until: async (runId, ...states) => {
      await expect
        .poll(async () => (await app.call('GET', `/runs/${runId}`)).state, { timeout: 60_000, interval: 50 })
        .toSatisfy((state: string) => states.includes(state));
      return app.call('GET', `/runs/${runId}`);
    },
    plannedRun: async (staff, over = {}) => {
      const run = await rig.createRun({
        options: { documents: { by: 'name', pattern: '{{employeeId}}.pdf' } },
        ...over,
      });
      await rig.upload(run.id, 'rows', 'staff.csv', csvOf(staff));
      await rig.upload(run.id, 'documents', 'payslips.zip', await payslips(staff));
      return rig.plan(run.id);
    },
  };
  return rig;
}

function employee(box: string, number: number): Employee {
  const employeeId = `E${String(number).padStart(4, '0')}`;
  const [local, domain] = box.split('@');
  const email = `${local}+${employeeId.toLowerCase()}@${domain}`;
  return { employeeId, name: `Person ${number}`, email, net: `${2000 + number}.50` };
}

export function csvOf(staff: readonly Employee[]): string {
  const lines = staff.map(({ employeeId, name, email, net }) => [employeeId, name, email, net].join(';'));
  return `\ufeffemployeeId;name;email;net\r\n${lines.join('\r\n')}\r\n`;
}

export async function payslips(staff: readonly Employee[]): Promise<Buffer> {
  const items = [];
  for (const person of staff) items.push({ name: `slips/${person.employeeId}.pdf`, bytes: await payslipOf(person) });
  return zipFile(items);
}

const made = new Map<string, Buffer>();

/** The same bytes each time: a PDF made again has another date in it, and so is another document. */
export async function payslipOf({ employeeId }: Pick<Employee, 'employeeId'>): Promise<Buffer> {
  const bytes = made.get(employeeId) ?? (await makePdf([`Payslip of ${employeeId}`]));
  made.set(employeeId, bytes);
  return bytes;
}

async function upload(app: RunApp, runId: string, kind: string, name: string, bytes: Buffer | string) {
  const response = await fetch(`${app.url}/api/runs/${runId}/files?kind=${kind}&name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { ...app.authorization(), 'content-type': 'application/octet-stream' },
    body: bytes as never,
  });
  return { status: response.status, body: (await response.json()) as Answer };
}
