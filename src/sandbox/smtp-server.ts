import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerAuthentication, type SMTPServerSession } from 'smtp-server';
import type { Accounts } from './accounts.ts';
import { composeBounce, mailDate, type RefusedRecipient } from './bounce.ts';

interface SmtpRefusal {
  code: number;
  text: string;
}

/** Asked with the address at mail and rcpt, with the sender at data (after the final dot). */
export type SmtpFaultHook = (stage: 'mail' | 'rcpt' | 'data', address: string) => SmtpRefusal | undefined;

export interface DeliveredMail {
  from: string;
  /** The mailbox it went to, always its INBOX. */
  to: string;
  raw: Buffer;
}

export interface SmtpHost {
  accounts: Accounts;
  tls: { key: string; cert: string } | undefined;
  implicitTls: boolean;
  largestMessage: number;
  fault(): SmtpFaultHook | undefined;
  delivered(mail: DeliveredMail): void;
}

const HOST_NAME = 'mail.sandbox.test';

/** Submission with sign-in. Mail to a sandbox user is delivered at once, mail to anybody else comes back as a bounce. */
export async function startSmtpServer(host: SmtpHost, port: number): Promise<{ port: number; stop(): Promise<void> }> {
  const check = (stage: 'mail' | 'rcpt' | 'data', address: string) => {
    const refusal = host.fault()?.(stage, address);
    return refusal === undefined ? undefined : refused(refusal.code, refusal.text);
  };
  const server = new SMTPServer({
    name: HOST_NAME,
    banner: 'sandbox',
    secure: host.implicitTls,
    ...(host.tls ?? {}),
    ...(host.tls === undefined ? { disabledCommands: ['STARTTLS'] } : {}),
    // Loopback only: without TLS the password travels inside this machine.
    allowInsecureAuth: host.tls === undefined,
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    size: host.largestMessage,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: true,
    closeTimeout: 200,
    onAuth: (auth, _session, done) => {
      if (isGood(host.accounts, auth)) done(null, { user: auth.username ?? '' });
      else if (auth.method === 'XOAUTH2') done(null, { data: { status: '401', schemes: 'bearer', scope: 'mail' } });
      else done(refused(535, '5.7.8 Authentication failed'));
    },
    onMailFrom: ({ address }, _session, done) => done(check('mail', address)),
    onRcptTo: ({ address }, _session, done) => done(check('rcpt', address)),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        const refusal = stream.sizeExceeded ? refused(552, '5.3.4 Message too big') : check('data', from);
        if (refusal !== undefined) return done(refusal);
        done(null, `2.0.0 queued as ${deliver(host, session, from, Buffer.concat(chunks))}`);
      });
    },
  });
  // A client that breaks off is no reason to stop a demo.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refused(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

function isGood(accounts: Accounts, auth: SMTPServerAuthentication): boolean {
  const account = accounts.find(auth.username ?? '');
  if (account === undefined) return false;
  if (auth.method === 'XOAUTH2') return account.tokens?.includes(auth.accessToken ?? '') ?? false;
  return account.password === auth.password;
}

/** Returns the queue id. */
function deliver(host: SmtpHost, session: SMTPServerSession, from: string, raw: Buffer): string {
  const id = randomUUID().slice(0, 8);
  const unknown: RefusedRecipient[] = [];
  for (const { address } of session.envelope.rcptTo) {
    // user+detail@ is the mailbox of user@.
    const account = host.accounts.find(address.replace(/\+[^@]*@/, '@'));
    if (account === undefined) {
      unknown.push({ address, code: 550, status: '5.1.1', text: 'User unknown in the sandbox' });
      continue;
    }
    const trace = [
      `Return-Path: <${from}>`,
      `Delivered-To: ${address}`,
      `Received: from [127.0.0.1] by ${HOST_NAME} with ESMTPA id ${id};`,
      ` ${mailDate(new Date())}`,
      '',
    ].join('\r\n');
    const delivered = Buffer.concat([Buffer.from(trace), raw]);
    host.accounts.getFolder(account.user, 'INBOX').add([{ raw: delivered }]);
    host.delivered({ from, to: account.user, raw: delivered });
  }
  const sender = host.accounts.find(from);
  if (unknown.length > 0 && sender !== undefined) {
    const bounce = composeBounce(from, unknown, raw, HOST_NAME);
    host.accounts.getFolder(sender.user, 'INBOX').add([{ raw: bounce }]);
    host.delivered({ from: '', to: sender.user, raw: bounce });
  }
  return id;
}
