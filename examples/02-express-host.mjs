// An Express 5 program that saves a form and its e-mail in one transaction of its own: commit sends, rollback does not.
// Run: npm run build && node examples/02-express-host.mjs   (the mail server is the sandbox, in this process)
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { createMailrule } from 'mailrule';
import { startSandbox } from 'mailrule/sandbox';
import { DataSource, EntitySchema } from 'typeorm';

const folder = mkdtempSync(join(tmpdir(), 'mailrule-example-'));
const file = join(folder, 'host.db');
const sandbox = await startSandbox();

// Who calls is the program's business; here a header names the user. mailrule then has no users of its own.
const users = { 'key-of-ines': { id: 'u1', name: 'Ines', roles: ['administrator'] } };
const mailrule = await createMailrule({
  database: `sqlite:${file}`,
  secretKey: randomBytes(32).toString('base64'),
  authenticate: ({ headers }) => users[headers['x-api-key'] ?? ''],
  log: { debug() {}, info() {}, warn: console.warn, error: console.error },
});

// The program's own tables, in the same database.
const Leave = new EntitySchema({
  name: 'leave_request',
  columns: { id: { type: 'text', primary: true }, employee: { type: 'text' }, days: { type: 'integer' } },
});
const database = await new DataSource({
  type: 'better-sqlite3',
  database: file,
  entities: [Leave],
  synchronize: true,
}).initialize();

const app = express();
app.use('/mail', mailrule.router);
app.post('/leave', express.json(), async (request, response) => {
  const leave = request.body;
  // On SQLite TypeORM has one connection for all requests: await nothing but the database in a transaction.
  await database.transaction(async (manager) => {
    await manager.insert(Leave, leave);
    await mailrule.enqueue(manager, {
      idempotencyKey: `leave-${leave.id}`,
      facts: { leave },
      params: {
        connector: connector.id,
        to: ['employee@sandbox.test'],
        subject: '{{leave.employee}} asks for {{leave.days}} days of leave',
        html: '<p>{{leave.employee}} asks for {{leave.days}} days.</p>',
      },
    });
    // Stands for any rule of the program that fails after the e-mail was asked for.
    if (leave.days > 30) throw new Error('More than 30 days.');
  });
  response.status(201).json({ id: leave.id });
});
app.use((error, _request, response, _next) => void response.status(400).json({ error: error.message }));
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}`;

const call = async (method, path, body) => {
  const headers = { 'content-type': 'application/json', 'x-api-key': 'key-of-ines' };
  const response = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
};

// Over HTTP, behind the program's own sign-in: the connector and its test.
const stranger = await fetch(`${url}/mail/api/outbox`);
console.log(`Outbox without a key: ${stranger.status}`);
const auth = { kind: 'password', user: 'payroll@sandbox.test', password: 'sandbox' };
const { body: connector } = await call('POST', '/mail/api/connectors', {
  type: 'email',
  displayName: 'HR',
  settings: {
    imap: { host: '127.0.0.1', port: sandbox.imapPort, security: 'none', auth },
    sending: true,
    smtp: { host: '127.0.0.1', port: sandbox.smtpPort, security: 'none', sameCredentials: true },
    // The sandbox files nothing by itself. With 'auto' the first copy waits some seconds to see that.
    sentCopy: 'always',
  },
});
const { body: report } = await call('POST', `/mail/api/connectors/${connector.id}/test`, {});
console.log(`Test connection: ${report.summary}`);
await mailrule.start();

const good = await call('POST', '/leave', { id: '1', employee: 'Ana', days: 5 });
const bad = await call('POST', '/leave', { id: '2', employee: 'Ben', days: 90 });
console.log(`Leave of 5 days: ${good.status}; leave of 90 days: ${bad.status} ${bad.body.error}`);

const outbox = async () => (await call('GET', '/mail/api/outbox')).body.items;
const late = AbortSignal.timeout(20_000);
while ((await outbox()).some((mail) => mail.sentCopy !== 'filed')) {
  late.throwIfAborted();
  await sleep(50);
}
console.log(`Saved: ${await database.getRepository(Leave).count()} of 2 forms`);
for (const mail of await outbox()) console.log(`Outbox: ${mail.subject}: ${mail.state}, copy ${mail.sentCopy}`);
console.log(`Inbox: ${sandbox.mailbox('employee@sandbox.test').map((mail) => mail.header('subject'))}`);

// Requests first, then the mails under way, then the databases.
server.close();
server.closeAllConnections();
await once(server, 'close');
await mailrule.stop();
await database.destroy();
await sandbox.stop();
rmSync(folder, { recursive: true });
