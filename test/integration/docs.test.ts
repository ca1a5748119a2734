import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { freePort } from '../support/free-port.ts';
import { buildPackageCopy, type Ran, run } from '../support/package-copy.ts';
import { removeTempFolder } from '../support/temp-folder.ts';

const GUIDES = ['docs/add-a-connector-type.md', 'docs/add-a-rule-action.md'];
const README = readFileSync('README.md', 'utf8');

let folder = '';
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
  folder = await buildPackageCopy(followGuides);
}, 120_000);
afterAll(async () => {
  await sandbox.stop();
  removeTempFolder(folder);
});

/** Writes the files that the guides show, and generates, as they say. */
async function followGuides(copy: string): Promise<void> {
  const shown = GUIDES.flatMap((guide) => [
    ...readFileSync(guide, 'utf8').matchAll(/\d\. `((?:connectors|rules)\/[^`]+)`\n\n```(?:json|ts)\n([\s\S]*?)```/g),
  ]);
  expect(shown.map(([, path]) => path)).toHaveLength(4);
  for (const [, path = '', text = ''] of shown) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  const generated = await run('npm', ['run', 'generate'], copy);
  expect(generated, generated.said).toMatchObject({ code: 0 });
}

function mailrule(...args: string[]): Promise<Ran> {
  return run(process.execPath, ['dist/src/cli/index.js', ...args], folder);
}

function fileWith(name: string, value: unknown): string {
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
  return name;
}

/** The indented block that README shows under this file name. */
function shownInReadme(name: string): string {
  const from = README.indexOf(`\`${name}\``);
  const block = /\n\n((?: {4}.*\n)+)/.exec(README.slice(from))?.[1];
  if (from < 0 || block === undefined) throw new Error(`README.md does not show ${name}`);
  return block;
}

test('the connector type of the guide is found, tested and imported by its folder alone', async () => {
  const settings = { host: '127.0.0.1', port: await freePort(), address: 'payroll@example.com', password: 'pw' };
  const file = fileWith('submission.json', { type: 'submission', displayName: 'Service', settings });
  const tested = await mailrule('test-connection', '--file', file, '--json');
  expect(tested.code, tested.said).toBe(1);
  expect(JSON.parse(tested.out)).toMatchObject({ steps: [{ id: 'smtp_sign_in', ok: false, code: 'MAIL_CONNECT' }] });
  expect(await mailrule('connector', 'import', file)).toMatchObject({ code: 0, said: '' });
});

test('the action of the guide checks its parameters and makes a mail that waits for its connector', async () => {
  const rule = (text: string) => ({
    name: 'Notice',
    trigger: { kind: 'workflow', event: 'guide' },
    actions: [{ action: 'notify', params: { connector: 'Service', field: 'email', text } }],
  });
  const refused = await mailrule('rule', 'import', fileWith('bad.json', rule('Welcome, {{name')));
  expect(refused).toMatchObject({
    code: 4,
    said: expect.stringContaining('actions/0/params/text: Line 1, column 12'),
  });
  const saved = await mailrule('rule', 'import', fileWith('good.json', rule('Welcome, {{name}}')));
  expect(saved).toMatchObject({ code: 0, said: '' });
  const event = { type: 'guide', facts: { name: 'Ada', email: 'ada@example.com' } };
  const sent = await mailrule('send', fileWith('event.json', event));
  expect(JSON.parse(sent.out)).toMatchObject({ rules: [{ fired: true, mails: [{ state: 'held' }] }] });
  const { items } = JSON.parse((await mailrule('outbox', 'list', '--json')).out) as { items: object[] };
  expect(items).toMatchObject([{ subject: 'Welcome, Ada', to: ['ada@example.com'], heldReason: 'connector' }]);
});

test('rule and event of the README work as they are shown', async () => {
  const auth = { kind: 'password', user: 'payroll@sandbox.test', password: 'sandbox' };
  const settings = {
    imap: { host: '127.0.0.1', port: sandbox.imapPort, security: 'none', auth },
    sending: true,
    smtp: { host: '127.0.0.1', port: sandbox.smtpPort, security: 'none', sameCredentials: true },
  };
  const file = fileWith('my-payroll.json', { type: 'email', displayName: 'Payroll', settings });
  expect(await mailrule('connector', 'import', file)).toMatchObject({ code: 0 });
  expect(await mailrule('test-connection', 'Payroll')).toMatchObject({ code: 0 });
  const saved = await mailrule('rule', 'import', fileWith('welcome.json', shownInReadme('welcome.json')));
  expect(saved).toMatchObject({ code: 0, said: '' });
  const hired = fileWith('hired.json', shownInReadme('hired.json'));
  const sent = await mailrule('send', hired, '--idempotency-key', 'hired-4711');
  const again = await mailrule('send', hired, '--idempotency-key', 'hired-4711');
  expect(JSON.parse(sent.out)).toMatchObject({ rules: [{ name: 'Welcome', fired: true, mails: [{}] }] });
  expect(JSON.parse(again.out)).toMatchObject({ eventId: (JSON.parse(sent.out) as { eventId: string }).eventId });
});

test('every command that README and docs name is there', async () => {
  const texts = [README, ...['architecture', 'operations'].map((name) => readFileSync(`docs/${name}.md`, 'utf8'))];
  const named = new Set(
    texts.flatMap((text) => [...text.matchAll(/(?:npx |`)mailrule ([a-z-]+)/g)].map(([, one]) => one)),
  );
  expect(named.size).toBeGreaterThan(8);
  const { out } = await mailrule('help');
  for (const name of named) expect(name === 'help' || out.includes(`  ${name} `), name).toBe(true);
});
