// A program with a json-rules-engine of its own: one event of type 'send-email' becomes one stored, sent and filed e-mail.
// Run: npm run build && node examples/01-json-rules-engine-host.mjs   (the mail server is the sandbox, in this process)
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Engine } from 'json-rules-engine';
import { createMailrule } from 'mailrule';
import { startSandbox } from 'mailrule/sandbox';

const folder = mkdtempSync(join(tmpdir(), 'mailrule-example-'));
const sandbox = await startSandbox();
const log = { debug() {}, info() {}, warn: console.warn, error: console.error };
const mailrule = await createMailrule({
  database: `sqlite:${join(folder, 'mailrule.db')}`,
  secretKey: randomBytes(32).toString('base64'),
  log,
});

// Once, by an administrator: the named connector, and the proof that it works.
const auth = { kind: 'password', user: 'payroll@sandbox.test', password: 'sandbox' };
const settings = {
  imap: { host: '127.0.0.1', port: sandbox.imapPort, security: 'none', auth },
  sending: true,
  smtp: { host: '127.0.0.1', port: sandbox.smtpPort, security: 'none', sameCredentials: true },
  // The sandbox files nothing by itself. With 'auto' the first copy waits some seconds to see that.
  sentCopy: 'always',
};
const connector = await mailrule.call({
  method: 'POST',
  path: '/connectors',
  body: { type: 'email', displayName: 'Payroll', settings },
});
const report = await mailrule.call({ method: 'POST', path: `/connectors/${connector.id}/test`, body: {} });
console.log(`Test connection: ${report.summary}`);

// The program's own engine and rule. Parameters of the event: those of rules/actions/send-email.
const engine = new Engine();
engine.addRule({
  conditions: { all: [{ fact: 'payslip', path: '$.ready', operator: 'equal', value: true }] },
  event: {
    type: 'send-email',
    params: {
      connector: connector.id,
      to: [{ field: 'employee.email' }],
      subject: 'Payslip {{payslip.month}}',
      html: '<p>Dear {{employee.name}}, your payslip for {{payslip.month}} is ready.</p>',
    },
  },
});
mailrule.attach(engine);
await mailrule.start();
await engine.run({
  employee: { name: 'Ana', email: 'employee@sandbox.test' },
  payslip: { month: 'November', ready: true },
});

// When `run` has resolved the e-mail is on disk; the worker sends it and files the copy.
const mails = async () => (await mailrule.call({ method: 'GET', path: '/outbox' })).items;
const late = AbortSignal.timeout(20_000);
while ((await mails()).some((mail) => mail.sentCopy !== 'filed')) {
  late.throwIfAborted();
  await sleep(50);
}
for (const mail of await mails())
  console.log(`Outbox: ${mail.subject} to ${mail.to}: ${mail.state}, copy ${mail.sentCopy}`);
console.log(`Inbox of the employee: ${sandbox.mailbox('employee@sandbox.test').length} e-mail`);
console.log(`Sent Items of payroll: ${sandbox.mailbox('payroll@sandbox.test', 'Sent Items').length} e-mail`);

await mailrule.stop();
await sandbox.stop();
rmSync(folder, { recursive: true });
