import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../app.ts';
import { ROLES } from '../../http/route.ts';
import { openHttpServer } from '../../http/server.ts';
import { createLogger } from '../../logger.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { localApi } from '../api.ts';
import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { type DemoMails, loadPayslips, runPayslips } from '../demo/payslips.ts';
import { showResult } from '../demo/show.ts';

const KEEP_PORT = 8025;
const OPERATOR = { id: 'demo', name: 'demo', roles: [...ROLES] };

/** `mailrule demo`: the main job on an embedded mail server; nothing leaves this machine. */
export const command: Command = {
  summary: 'Watch three payslips leave, arrive, and appear in Sent Items (nothing leaves this machine)',
  usage: ['[--keep [--port <port>]]'],
  help: `Starts an embedded mail server and a fresh database, registers the payroll connector, runs Test connection,
fires the payslip rule of rules/examples for three employees, and shows inboxes, Sent Items and outbox.
With --keep it goes on running with the web page and the HTTP API until Ctrl-C.`,
  options: { keep: { type: 'boolean' }, port: { type: 'string' } },
  run: runDemo,
};

async function runDemo(input: CommandInput): Promise<ExitCode> {
  const folder = mkdtempSync(join(tmpdir(), 'mailrule-demo-'));
  const payslips = loadPayslips();
  const users = ['payroll@sandbox.test', ...payslips.addresses].map((user) => ({ user, password: 'sandbox' }));
  const sandbox = await startSandbox({ users });
  const app = await createApp({
    databaseUrl: `sqlite:${join(folder, 'demo.db')}`,
    secretKeys: [randomBytes(32).toString('base64')],
    log: createLogger({ level: 'silent' }),
    sandbox,
  });
  try {
    await app.start();
    const api = localApi(app.dispatch, OPERATOR, input.signal, async () => {});
    const mails = await runPayslips({ api, sandbox, payslips, say: input.streams.out, signal: input.signal });
    await showResult({ api, sandbox, mails, say: input.streams.out });
    return input.flags['keep'] === true ? await keepRunning(input, app, sandbox) : finish(input, mails);
  } finally {
    await app.close();
    await sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function finish({ streams }: CommandInput, mails: DemoMails): ExitCode {
  if (!mails.allFiled) return EXIT.failed;
  streams.out(`
Look further:
  mailrule demo --keep      the same, then the web page and the HTTP API until Ctrl-C
  mailrule serve            your own server with your own mailbox
  README.md                 for administrators, form designers and developers
`);
  return EXIT.ok;
}

async function keepRunning(input: CommandInput, app: App, sandbox: Sandbox): Promise<ExitCode> {
  const first = await app.ensureFirstAdministrator();
  const port = Number(input.flags['port'] ?? KEEP_PORT);
  const server = await openHttpServer({ router: app.router, host: '127.0.0.1', port, trustedProxies: 0 });
  input.streams.out(`
It keeps running. Ctrl-C ends it, and the demo's data with it.
  web page                    ${server.url} (the three payslips are in the outbox)
  sign in                     ${first?.name} / ${first?.password}
  API and its documentation   ${server.url}/api/docs
  mail server                 SMTP 127.0.0.1:${sandbox.smtpPort}, IMAP 127.0.0.1:${sandbox.imapPort}, password "sandbox", no TLS
`);
  await new Promise<void>((resolve) => {
    if (input.signal.aborted) return resolve();
    input.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  app.endStreams();
  await server.close();
  return EXIT.ok;
}
