import type { BrowserContext, Page } from '@playwright/test';
import { nameKey } from '../../src/access/access.store.ts';
import { hashPassword } from '../../src/access/password.ts';
import { type App, createApp } from '../../src/app.ts';
import { type Api, localApi } from '../../src/cli/api.ts';
import { loadPayslips, runPayslips } from '../../src/cli/demo/payslips.ts';
import { ROLES } from '../../src/http/route.ts';
import { openHttpServer } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { type JsonObject, newId } from '../../src/sdk/index.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { UserTable } from '../../src/store/tables/access.table.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';

/** An installation that pictures are taken of. */
export interface World {
  url: string;
  setupLink: string;
  api: Api;
  signIn(context: BrowserContext, as?: { name: string; password: string }): Promise<void>;
  designer: { name: string; password: string };
  /** what stands for `:name` in the path of a state */
  places?: Record<string, string>;
  close(): Promise<void>;
}

const OPERATOR = { id: 'demo', name: 'demo', roles: [...ROLES] };
const QUIET = createLogger({ level: 'silent' });

interface WorldOptions {
  /** fresh: nobody can sign in; empty: nothing but the administrator; demo: the three payslips of the demo */
  content: 'fresh' | 'empty' | 'demo';
  sandbox: boolean;
}

export async function openWorld({ content, sandbox }: WorldOptions): Promise<World> {
  const folder = makeTempFolder('screens');
  const databaseUrl = `sqlite:${folder}/test.db`;
  const payslips = loadPayslips();
  const addresses = ['payroll@sandbox.test', ...payslips.addresses];
  const mailServer = await startSandbox({ users: addresses.map((user) => ({ user, password: 'sandbox' })) });
  const smtp = (stage: string, address: string) =>
    stage === 'rcpt' && address.startsWith('nobody@')
      ? { code: 550, text: '5.1.1 There is no such mailbox here' }
      : undefined;
  mailServer.setFault({ smtp });
  const app = await createApp({
    databaseUrl,
    secretKeys: [newSecretKey()],
    log: QUIET,
    page: process.env['MAILRULE_TEST_WEB'] ?? true,
    ...(sandbox ? { sandbox: content === 'demo' ? mailServer : ('startable' as const) } : {}),
  });
  const server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
  await app.start();
  const setupLink = `${server.url}/setup#${await app.findSetupCode()}`;
  const administrator = content === 'fresh' ? undefined : await app.ensureFirstAdministrator();
  const designer = { name: 'designer', password: 'a form designer' };
  if (content !== 'fresh') await addDesigner(app, designer);
  const api = localApi(app.dispatch, OPERATOR, new AbortController().signal, async () => {});
  if (content === 'demo') {
    await runPayslips({ api, sandbox: mailServer, payslips, say: () => {}, signal: new AbortController().signal });
    await addTroubles(api, payslips.rule);
    await addPeople(api);
  }
  return {
    url: server.url,
    setupLink,
    api,
    designer,
    signIn: async (context, as = administrator) => {
      const answer = await context.request.post(`${server.url}/api/session`, {
        data: as,
        headers: { origin: server.url },
      });
      if (!answer.ok()) throw new Error(`Nobody could sign in: ${await answer.text()}`);
    },
    close: async () => {
      app.endStreams();
      await server.close();
      await app.close();
      await mailServer.stop();
      removeTempFolder(folder);
    },
  };
}

/** Somebody with few rights, whose password is known. */
async function addDesigner({ store }: App, { name, password }: { name: string; password: string }): Promise<void> {
  const createdAt = Date.now();
  const passwordHash = await hashPassword(password);
  const user = { id: newId(createdAt), name, nameKey: nameKey(name), passwordHash, createdAt };
  await store.write(async (tx) => {
    await tx.getRepository(UserTable).insert({ ...user, roles: ['designer'], disabled: false });
  });
}

/** Somebody who was invited, somebody with a temporary password, and somebody who is disabled. */
async function addPeople(api: Api): Promise<void> {
  const add = (body: object) => api.call<{ user: { id: string } }>({ method: 'POST', path: '/users', body });
  await add({ name: 'Bo Berg', roles: ['approver'] });
  await add({ name: 'Clara Lindqvist-Featherstonehaugh', roles: ['payroll_operator', 'designer', 'approver'] });
  await add({ name: 'Dana', roles: ['user'], temporaryPassword: 'for one sign-in' });
  const { user } = await add({ name: 'Emil', roles: ['manage_data_sources'] });
  await api.call({ method: 'PATCH', path: `/users/${user.id}`, body: { disabled: true } });
}

/** What is not well: a source whose details are incomplete, a rule that is off, mails that were refused or are held. */
async function addTroubles(api: Api, payslip: JsonObject): Promise<void> {
  const call = <T>(path: string, body: object) => api.call<T>({ method: 'POST', path, body });
  await call('/connectors', { type: 'email', displayName: 'Support', provider: 'gmail', settings: { sending: true } });
  const [connector] = (await api.call<{ connectors: { id: string }[] }>({ method: 'GET', path: '/connectors' }))
    .connectors;
  const params = { connector: connector?.id, subject: 'Welcome, {{name}}', html: '<p>Dear {{name}},</p>' };
  const trigger = { kind: 'workflow', event: 'employee-hired' };
  const rule = (name: string, to: string, enabled = true, more: object = {}) =>
    call('/rules', {
      name,
      enabled,
      trigger,
      actions: [{ action: 'send-email', params: { ...params, to: [to], ...more } }],
    });
  await rule('Welcome', 'nobody@sandbox.test');
  await rule('Badge', '{{missing}}', true, { connector: undefined });
  await rule('Equipment', 'it@sandbox.test', false);
  await call('/events', { type: 'employee-hired', facts: { name: 'Ada Lindqvist' } });
  if (payslip['name'] !== 'Send payslip') throw new Error('The example rule of the demo has another name now.');
}

/** Answers a call of the API with a problem, as a server in trouble would. */
export async function failCall(page: Page, path: string): Promise<void> {
  const problem = {
    type: 'about:blank',
    title: 'The database cannot be reached',
    status: 503,
    detail: 'The database does not answer. Try again in a moment; the log of the server has the details.',
    code: 'INTERNAL',
    retryable: true,
    requestId: 'req-7f3a',
  };
  await page.route(path, (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  );
}

/** Leaves a call without an answer, so that the page stays as it is while it loads. */
export async function holdCall(page: Page, path: string): Promise<void> {
  await page.route(path, () => new Promise(() => {}));
}
