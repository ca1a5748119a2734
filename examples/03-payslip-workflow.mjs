// A payroll workflow in any language, here fetch: a form, a rule, three events (sent, held and committed, held and rolled back).
// Run: npm run build && node examples/03-payslip-workflow.mjs   (starts `mailrule serve` and the sandbox mail server)
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startSandbox } from 'mailrule/sandbox';

const PEOPLE = { ana: 'ana@sandbox.test', ben: 'ben@sandbox.test', cem: 'cem@sandbox.test' };
const sandbox = await startSandbox({
  users: ['payroll@sandbox.test', ...Object.values(PEOPLE)].map((user) => ({ user, password: 'sandbox' })),
});
const folder = mkdtempSync(join(tmpdir(), 'mailrule-example-'));
const { server, url, code } = await startServer(`sqlite:${join(folder, 'mailrule.db')}`);
process.on('exit', () => server.kill());

// Once: the code that the first start shows makes the administrator; then a token for the workflow.
let authorization = {};
const session = await fetch(`${url}/api/setup/administrator`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ code, name: 'admin', password: randomUUID() }),
});
authorization = { cookie: session.headers.get('set-cookie').split(';')[0], origin: url };
const { token } = await call('POST', '/tokens', { name: 'payroll workflow' });
authorization = { authorization: `Bearer ${token}` };

// The administrator: a connector, proved.
const auth = { kind: 'password', user: 'payroll@sandbox.test', password: 'sandbox' };
const connector = await call('POST', '/connectors', {
  type: 'email',
  displayName: 'Payroll',
  settings: {
    imap: { host: '127.0.0.1', port: sandbox.imapPort, security: 'none', auth },
    sending: true,
    smtp: { host: '127.0.0.1', port: sandbox.smtpPort, security: 'none', sameCredentials: true },
    // The sandbox files nothing by itself. With 'auto' the first copy waits some seconds to see that.
    sentCopy: 'always',
  },
});
const report = await call('POST', `/connectors/${connector.id}/test`, {});
console.log(`Test connection: ${report.summary}`);

// The designer: the fields there are, and the rule.
const text = { type: 'string', minLength: 1 };
const form = await call('POST', '/forms', {
  name: 'Payslip',
  schema: {
    type: 'object',
    required: ['employee', 'month', 'net', 'document'],
    properties: {
      employee: { type: 'object', required: ['name', 'email'], properties: { name: text, email: text } },
      month: text,
      net: { type: 'number' },
      document: text,
    },
  },
});
await call('POST', '/rules', {
  name: 'Payslip to the employee',
  trigger: { kind: 'workflow', event: 'payslip.ready', form: form.id },
  conditions: { all: [{ fact: 'net', operator: 'greaterThan', value: 0 }] },
  actions: [
    {
      action: 'send-email',
      params: {
        connector: connector.id,
        to: [{ field: 'employee.email' }],
        subject: 'Your payslip for {{month}}',
        html: '<p>Dear {{employee.name}},</p><p>your payslip for {{month}} is attached.</p>',
        attachments: [{ field: 'document', name: 'payslip-{{month}}.pdf' }],
        confidential: true,
      },
    },
  ],
});

// The workflow: an event per employee. The same key twice is one event and one e-mail.
const document = await upload('payslip of Ana');
const ana = await payslip('ana', 'Ana', { document });
const again = await payslip('ana', 'Ana', { document });
console.log(`Ana, asked for twice: ${ana.eventId === again.eventId ? 'one event' : 'TWO EVENTS'}`);
const ben = await payslip('ben', 'Ben', { document: await upload('payslip of Ben'), hold: true });
console.log(`Ben, held: ${ben.rules[0].mails[0].state}`);
await call('POST', `/events/${ben.eventId}/commit`);
const cem = await payslip('cem', 'Cem', { document: await upload('payslip of Cem'), hold: true });
await call('POST', `/events/${cem.eventId}/rollback`);

// What became of them.
const outbox = async () => (await call('GET', '/outbox')).items;
const late = AbortSignal.timeout(20_000);
while ((await outbox()).some((mail) => mail.state !== 'cancelled' && mail.sentCopy !== 'filed')) {
  late.throwIfAborted();
  await sleep(50);
}
for (const mail of await outbox()) console.log(`Outbox: ${mail.to}: ${mail.state}, copy ${mail.sentCopy ?? 'none'}`);
for (const [name, address] of Object.entries(PEOPLE)) {
  console.log(`Inbox of ${name}: ${sandbox.mailbox(address).map((mail) => mail.header('subject'))}`);
}
console.log(`Sent Items of payroll: ${sandbox.mailbox('payroll@sandbox.test', 'Sent Items').length} e-mails`);

server.kill('SIGTERM');
await once(server, 'exit');
await sandbox.stop();
rmSync(folder, { recursive: true });

/** Answers the id of the stored file. */
async function upload(content) {
  const pdf = `%PDF-1.4\n% ${content}\n%%EOF\n`;
  return (await call('POST', '/files?name=payslip.pdf&type=application/pdf', pdf)).id;
}

async function payslip(id, name, { document, hold = false }) {
  const facts = { employee: { name, email: PEOPLE[id] }, month: '2026-11', net: 2450, document };
  const event = { type: 'payslip.ready', facts, hold };
  return call('POST', '/events', event, { 'idempotency-key': `payslip-2026-11-${id}` });
}

/** Text is sent as it is, anything else as JSON. */
async function call(method, path, body, headers = {}) {
  const type = typeof body === 'string' ? 'application/octet-stream' : 'application/json';
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: { ...authorization, ...(body === undefined ? {} : { 'content-type': type }), ...headers },
    body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

/** `mailrule serve` on a free port, as a process of its own. */
async function startServer(database) {
  const cli = fileURLToPath(new URL('../src/cli/index.js', import.meta.resolve('mailrule')));
  const env = { ...process.env, MAILRULE_DATABASE: database, MAILRULE_LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const told = {};
  for await (const line of createInterface({ input: child.stdout })) {
    told.url ??= /listens on (\S+)/.exec(line)?.[1];
    told.code ??= /setup#(\S+)/.exec(line)?.[1];
    if (told.url && told.code) break;
  }
  return { server: child, ...told };
}
