// A payroll run: payslips drawn from a layout, encrypted for each person, checked, approved by a second person, sent, proved.
// Run: npm run build && node examples/04-payroll-run.mjs   (the mail server is the sandbox, in this process)
// The files are in examples/04-payroll-run. The command line does the same: mailrule run plan, approve, release, watch.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { createMailrule } from 'mailrule';
import { startSandbox } from 'mailrule/sandbox';

const sample = (name) => readFileSync(new URL(`04-payroll-run/${name}`, import.meta.url), 'utf8');
const people = ['payroll', 'ana', 'ben', 'dora', 'eva'].map((name) => `${name}@sandbox.test`);
const sandbox = await startSandbox({ users: people.map((user) => ({ user, password: 'sandbox' })) });
const folder = mkdtempSync(join(tmpdir(), 'mailrule-example-'));

// Two persons, by the sign-in of the program around mailrule: who makes a run cannot approve it.
const users = {
  clerk: { id: 'u1', name: 'Clerk', roles: ['administrator'] },
  approver: { id: 'u2', name: 'Approver', roles: ['approver'] },
};
const mailrule = await createMailrule({
  database: `sqlite:${join(folder, 'mailrule.db')}`,
  secretKey: randomBytes(32).toString('base64'),
  authenticate: ({ headers }) => users[headers['x-user'] ?? ''],
  log: { debug() {}, info() {}, warn() {}, error: console.error },
});
const app = express().use('/mail', mailrule.router);
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const api = `http://127.0.0.1:${server.address().port}/mail/api`;
await mailrule.start();

// The administrator: a connector, proved; the rule; who gets no e-mail.
const auth = { kind: 'password', user: 'payroll@sandbox.test', password: 'sandbox' };
const connector = await call('POST', '/connectors', {
  type: 'email',
  displayName: 'Payroll',
  settings: {
    imap: { host: '127.0.0.1', port: sandbox.imapPort, security: 'none', auth },
    sending: true,
    smtp: { host: '127.0.0.1', port: sandbox.smtpPort, security: 'none', sameCredentials: true },
    sentCopy: 'never',
  },
});
const report = await call('POST', `/connectors/${connector.id}/test`, {});
console.log(`Test connection: ${report.summary}`);
const rule = await call('POST', '/rules', {
  name: 'Payslip',
  trigger: { kind: 'workflow', event: 'payslip.run' },
  actions: [
    {
      action: 'send-email',
      params: {
        connector: connector.id,
        to: [{ field: 'email' }],
        subject: 'Your payslip',
        html: '<p>Dear {{name}},</p><p>your payslip is attached.</p>',
      },
    },
  ],
});
await call('POST', '/suppressions', { address: 'dora@sandbox.test', kind: 'unsubscribe', reason: 'gets it on paper' });
const passwords = await call('POST', '/document-passwords/import', sample('passwords.csv'));
console.log(`Passwords: ${passwords.stored} stored`);

// The clerk: rows, layout and choices become a plan; what cannot be sent is shown and left out by name.
const run = await plan('Payslips November');
const counts = ({ rows, planned, problems, notSelected }) =>
  `${rows} rows: ${planned} e-mails, ${problems} problems, ${notSelected} not selected`;
console.log(`Plan of ${counts(run.counts)}`);
const { items } = await call('GET', `/runs/${run.id}/items?state=problem`);
for (const { owner, problems } of items) console.log(`${owner}: ${problems.map(({ kind }) => kind)}`);
const ids = items.map(({ id }) => id);
const left = await call('POST', `/runs/${run.id}/items/leave-out`, { ids, reason: 'gets it on paper' });

// The second person approves exactly this plan, and the clerk releases it.
const { hash } = left.run.plan;
const own = await ask('POST', `/runs/${run.id}/approve`, { hash });
console.log(`Approved by the clerk: ${own.status}`);
const approved = await call('POST', `/runs/${run.id}/approve`, { hash }, 'approver');
console.log(`Approved by: ${approved.approval.by}`);
await call('POST', `/runs/${run.id}/release`, {});
const finished = await until(run.id, 'finished');
console.log(`Sent: ${finished.counts.mails.accepted}`);
for (const name of ['ana', 'ben', 'dora', 'eva']) console.log(`Inbox of ${name}: ${inboxOf(name)}`);

// The same period again sends nothing, and what happened can be shown to an auditor.
const again = await plan('Payslips November, by mistake');
console.log(`Again: ${again.counts.planned} e-mails, ${again.counts.alreadySent} already sent`);
const bundle = await fetch(`${api}/proof/bundle?run=${run.id}`, { headers: { 'x-user': 'clerk' } });
const file = join(folder, 'proof.json');
writeFileSync(file, await bundle.text());
const { fingerprint } = await call('GET', '/proof/key');
const cli = fileURLToPath(new URL('../src/cli/index.js', import.meta.resolve('mailrule')));
const verdict = execFileSync(process.execPath, [cli, 'proof', 'verify', file, '--key', fingerprint], {
  encoding: 'utf8',
});
console.log(`Proof: ${verdict.split('\n')[0]}`);

server.close();
server.closeAllConnections();
await once(server, 'close');
await mailrule.stop();
await sandbox.stop();
rmSync(folder, { recursive: true });

/** Makes a run of the sample files and waits for its plan. */
async function plan(name) {
  const options = JSON.parse(sample('options.json'));
  options.documents.layout = JSON.parse(sample('payslip-layout.json'));
  const { id } = await call('POST', '/runs', { name, period: '2026-11', rule: rule.id, options });
  await call('POST', `/runs/${id}/files?kind=rows&name=employees.csv`, sample('employees.csv'));
  await call('POST', `/runs/${id}/plan`);
  return until(id, 'planned');
}

async function until(id, state) {
  const late = AbortSignal.timeout(60_000);
  for (;;) {
    const now = await call('GET', `/runs/${id}`);
    if (now.state === state) return now;
    if (now.state === 'draft') throw new Error(now.stateReason);
    late.throwIfAborted();
    await sleep(50);
  }
}

/** Subject and document of each e-mail. */
function inboxOf(name) {
  const mails = sandbox.mailbox(`${name}@sandbox.test`);
  return mails.map((mail) => {
    const text = mail.raw.toString();
    const document = /filename="?([^";\r\n]+)/.exec(text)?.[1];
    const base64 = /\r\n\r\n(JVBERi[A-Za-z0-9+/=\r\n]+)/.exec(text)?.[1] ?? '';
    const encrypted = Buffer.from(base64, 'base64').includes('/Encrypt');
    return `${mail.header('subject')}, ${document}${encrypted ? ', encrypted' : ''}`;
  });
}

async function call(method, path, body, user) {
  const answer = await ask(method, path, body, user);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Text is sent as it is, anything else as JSON. */
async function ask(method, path, body, user = 'clerk') {
  const type = typeof body === 'string' ? 'application/octet-stream' : 'application/json';
  const headers = { 'x-user': user, ...(body === undefined ? {} : { 'content-type': type }) };
  const content = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const response = await fetch(api + path, { method, headers, body: content });
  return { status: response.status, body: await response.json() };
}
