import type { BrowserContext, Page } from '@playwright/test';

import { type App, createApp } from '../../../src/app.ts';
import type { Role } from '../../../src/http/route.ts';
import { type HttpServer, openHttpServer } from '../../../src/http/server.ts';
import { createLogger } from '../../../src/logger.ts';
import { newSecretKey } from '../../../src/secrets/secret-box.ts';
import { keptPort } from '../../support/free-port.ts';
import { type FaultSmtp, startFaultSmtp } from '../../support/mail/fault-smtp.ts';
import { QUICK_POLICY } from '../../support/outbox-rig.ts';
import { makePdf } from '../../support/pdf-samples.ts';
import type { Answer, Employee } from '../../support/run-rig.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';
import { zipFile } from '../../support/zip-file.ts';
import { addUser } from './users.ts';

interface PlanOptions {
  period?: string;
  options?: object;
  staff?: Employee[];
  /** documents by number: made where there is none yet, so that a second plan has the same ones */
  slips?: Map<string, Buffer>;
}

export interface RunWorld {
  url: string;
  smtp: FaultSmtp;
  connectorId: string;
  /** Lets so many more e-mails through; none until then. */
  letThrough(count: number): void;
  /** the API as the administrator, who makes the runs */
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** An API call of another person. */
  callAs(name: string, method: string, path: string, body?: unknown): Promise<Answer>;
  /** rows and documents uploaded, and planned */
  planned(count: number, over?: PlanOptions): Promise<Answer>;
  /** the same, approved by max and released */
  released(count: number, over?: PlanOptions): Promise<Answer>;
  until(id: string, ...states: string[]): Promise<Answer>;
  signIn(page: Page, name: string, path: string): Promise<void>;
  signInContext(context: BrowserContext, name: string): Promise<void>;
  /** Ends the server and starts it again on the same port. */
  restart(): Promise<void>;
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  close(): Promise<void>;
}

const USERS: Record<string, Role[]> = { clerk: ['payroll_operator'], max: ['approver'], ada: ['designer'] };
const DOCUMENTS = { documents: { by: 'name', pattern: '{{employeeId}}.pdf' }, timeZone: 'Europe/Berlin' };
const POLL_MS = 50;
const PATIENCE_MS = 40_000;
const PASSWORD = (name: string) => `the password of ${name}`;

/** An installation with a clerk, an approver and a mail server that takes e-mails one by one, as the test lets it. */
export async function openRunWorld(): Promise<RunWorld> {
  const folder = makeTempFolder('run');
  const gate = openGate();
  const smtp = await startFaultSmtp({ onStage: ({ stage }) => (stage === 'mail' ? gate.pass() : undefined) });
  const host = await openRestartable(`sqlite:${folder}/test.db`);
  for (const [name, roles] of Object.entries(USERS)) await addUser(`${folder}/test.db`, name, roles);
  const cookies = new Map<string, string>();
  const administrator = host.administrator;
  const request = async (name: string, method: string, path: string, body?: unknown): Promise<Answer> => {
    const isJson = !(body instanceof Uint8Array);
    const cookie = cookies.get(name) ?? (await signedIn(host.url, credentials(name)));
    cookies.set(name, cookie);
    const response = await fetch(`${host.url}/api${path}`, {
      method,
      headers: { cookie, origin: host.url, 'content-type': isJson ? 'application/json' : 'application/octet-stream' },
      ...(body === undefined ? {} : { body: (isJson ? JSON.stringify(body) : body) as string }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
  };
  const credentials = (name: string) => (name === 'admin' ? administrator : { name, password: PASSWORD(name) });
  const call: RunWorld['call'] = (method, path, body) => request('admin', method, path, body);
  gate.open(1_000_000);
  const { connectorId, ruleId } = await prepare(call, smtp);
  gate.close();
  const world: RunWorld = {
    url: host.url,
    smtp,
    connectorId,
    letThrough: (count) => gate.open(count),
    call,
    callAs: request,
    planned: async (count, { period = '2026-11', options = {}, staff = staffOf(count), slips } = {}) => {
      const name = 'Payslips November';
      const run = await call('POST', '/runs', { name, period, rule: ruleId, options: { ...DOCUMENTS, ...options } });
      await call('POST', `/runs/${run.id}/files?kind=rows&name=staff.csv`, Buffer.from(csvOf(staff)));
      const items = [];
      for (const { employeeId } of staff) {
        const bytes = slips?.get(employeeId) ?? (await makePdf([employeeId]));
        slips?.set(employeeId, bytes);
        items.push({ name: `${employeeId}.pdf`, bytes });
      }
      await call('POST', `/runs/${run.id}/files?kind=documents&name=slips.zip`, await zipFile(items));
      await call('POST', `/runs/${run.id}/plan`);
      return world.until(run.id, 'planned');
    },
    released: async (count, over) => {
      const run = await world.planned(count, over);
      await request('max', 'POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
      return call('POST', `/runs/${run.id}/release`, {});
    },
    until: async (id, ...states) => {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const run = await call('GET', `/runs/${id}`);
        if (states.includes(run.state)) return run;
        if (Date.now() > deadline) throw new Error(`Waited for ${states}, still ${run.state}: ${run.stateReason}`);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
    signIn: async (page, name, path) => {
      await world.signInContext(page.context(), name);
      await page.goto(host.url + path);
    },
    signInContext: async (context, name) => {
      const asked = { data: credentials(name), headers: { origin: host.url } };
      const answer = await context.request.post(`${host.url}/api/session`, asked);
      if (!answer.ok()) throw new Error(`${name} cannot sign in: ${await answer.text()}`);
    },
    restart: async () => {
      await host.stop();
      await host.start();
    },
    stopServer: host.stop,
    startServer: host.start,
    close: async () => {
      gate.open(1_000_000);
      await host.stop();
      await smtp.stop();
      removeTempFolder(folder);
    },
  };
  return world;
}

/** Everybody who wants to pass waits for a turn. */
function openGate() {
  let free = 0;
  const waiting: (() => void)[] = [];
  return {
    pass: async (): Promise<void> => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    open: (count: number) => {
      free += count;
      while (free > 0 && waiting.length > 0) {
        free -= 1;
        waiting.shift()?.();
      }
    },
    close: () => {
      free = 0;
    },
  };
}

async function openRestartable(databaseUrl: string) {
  const secretKeys: [string] = [newSecretKey()];
  let app: App | undefined;
  let server: HttpServer | undefined;
  // One of the kernel's own choice may be a client's while nobody listens on it.
  const port = await keptPort();
  const start = async () => {
    app = await createApp({
      databaseUrl,
      secretKeys,
      log: createLogger({ level: 'silent' }),
      retryPolicy: QUICK_POLICY,
      page: process.env['MAILRULE_TEST_WEB'] ?? true,
    });
    server = await openHttpServer({ router: app.router, host: '127.0.0.1', port });
    await app.start();
    return app;
  };
  const administrator = await (await start()).ensureFirstAdministrator();
  if (administrator === undefined) throw new Error('The database must be empty.');
  return {
    administrator,
    url: `http://127.0.0.1:${port}`,
    start: async () => void (await start()),
    stop: async () => {
      app?.endStreams();
      await server?.close();
      await app?.close();
      app = undefined;
      server = undefined;
    },
  };
}

async function signedIn(url: string, credentials: { name: string; password: string }): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  if (!response.ok) throw new Error(`${credentials.name} cannot sign in: ${response.status}`);
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** A connector that only sends, over one connection, and a rule for payslips. */
async function prepare(call: RunWorld['call'], smtp: FaultSmtp) {
  const auth = { kind: 'password', user: 'alice@sender.test', password: 'pw-alice' };
  const server = { host: '127.0.0.1', port: smtp.port, security: 'none', sameCredentials: false, auth };
  const settings = {
    sending: true,
    smtp: { ...server, from: { name: 'Payroll', address: auth.user } },
    limits: { connections: 1 },
  };
  const { id: connectorId } = await call('POST', '/connectors', { type: 'email', displayName: 'Payroll', settings });
  const report = await call('POST', `/connectors/${connectorId}/test`, {});
  if (report.ok !== true) throw new Error(`The connector does not work: ${report.summary}`);
  const params = {
    connector: connectorId,
    to: [{ field: 'email' }],
    subject: 'Payslip of {{name}}',
    html: '<p>Dear {{name}}, you get {{net}} EUR.</p>',
    attachments: [{ field: 'document', name: 'payslip-{{employeeId}}.pdf' }],
  };
  const { id: ruleId } = await call('POST', '/rules', {
    name: 'Payslip',
    trigger: { kind: 'workflow', event: 'payslip.ready' },
    actions: [{ action: 'send-email', params }],
  });
  return { connectorId, ruleId };
}

function csvOf(staff: readonly Employee[]): string {
  const lines = staff.map(({ employeeId, name, email, net }) => [employeeId, name, email, net].join(';'));
  return ['employeeId;name;email;net', ...lines, ''].join('\r\n');
}

export function staffOf(count: number): Employee[] {
  return Array.from({ length: count }, (_, index) => {
    const employeeId = `E${String(index + 1).padStart(4, '0')}`;
    const email = `${employeeId.toLowerCase()}@receiver.test`;
    return { employeeId, name: `Person ${index + 1}`, email, net: `${2001 + index}.50` };
  });
}
