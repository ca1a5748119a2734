import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certs.ts';
import { type FaultRule, type SmtpStage, type StageEvent, takeRule } from './fault-smtp-rules.ts';
import { type FaultSessionHost, serveFaultSession } from './fault-smtp-session.ts';
import { headerOf } from './mail-access.ts';

export interface FaultSmtpOptions {
  /** Login name -> password. Empty: AUTH is not offered. Default alice@sender.test / pw-alice. */
  users?: Readonly<Record<string, string>>;
  /** With a certificate: implicit TLS, or STARTTLS. Without: no TLS. */
  tls?: { certificate: Certificate; mode: 'implicit' | 'starttls' };
  rules?: readonly FaultRule[];
  /** Called and awaited at every stage before anything else happens; a chaos test kills the client process here. */
  onStage?: (event: StageEvent) => void | Promise<void>;
  /** Replaces what EHLO offers beside AUTH and STARTTLS. */
  extensions?: readonly string[];
  /** false: keep envelope, Message-ID, size and hash only, for runs with much mail. Default true. */
  keepBodies?: boolean;
  port?: number;
}

export interface ReceivedMail {
  connection: number;
  user: string | undefined;
  secure: boolean;
  from: string;
  to: string[];
  /** Parameters of MAIL FROM and of each RCPT TO, as sent. */
  fromParameters: string;
  toParameters: string[];
  messageId: string;
  size: number;
  sha256: string;
  /** Empty with keepBodies false. */
  raw: Buffer;
  receivedAt: number;
}

export interface FaultSmtp {
  port: number;
  /** What was stored, in order: the truth about duplicates and losses. */
  readonly mails: readonly ReceivedMail[];
  /** Every stage that was reached. */
  readonly stages: readonly StageEvent[];
  readonly connections: { total: number; open: number; mostAtOnce: number };
  readonly logins: { good: number; bad: number };
  copiesOf(messageId: string): number;
  setRules(rules: readonly FaultRule[]): void;
  /** The next time this stage is reached. */
  next(stage: SmtpStage): Promise<StageEvent>;
  /** Resolves when so many messages are stored. */
  stored(count: number, withinMs?: number): Promise<readonly ReceivedMail[]>;
  stop(): Promise<void>;
}

const DEFAULT_EXTENSIONS = ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'DSN', 'ENHANCEDSTATUSCODES', 'SIZE 36700160'];

/** An SMTP submission server that misbehaves on demand and counts what it really stored. */
export async function startFaultSmtp(options: FaultSmtpOptions = {}): Promise<FaultSmtp> {
  const mails: ReceivedMail[] = [];
  const stages: StageEvent[] = [];
  const connections = { total: 0, open: 0, mostAtOnce: 0 };
  const logins = { good: 0, bad: 0 };
  const sockets = new Set<Socket>();
  const waiting = new Set<(event: StageEvent) => void>();
  let rules = options.rules?.map((rule) => ({ ...rule })) ?? [];

  const host: FaultSessionHost = {
    users: options.users ?? { 'alice@sender.test': 'pw-alice' },
    extensions: options.extensions ?? DEFAULT_EXTENSIONS,
    startTls: options.tls?.mode === 'starttls' ? options.tls.certificate : undefined,
    logins,
    async reached(stage, connection, subject) {
      const event: StageEvent = {
        ...{ stage, connection, subject },
        openConnections: connections.open,
        storedMessages: mails.length,
      };
      stages.push(event);
      for (const wake of waiting) wake(event);
      await options.onStage?.(event);
      return takeRule(rules, event)?.action;
    },
    store(mail, body) {
      mails.push({
        ...mail,
        messageId: headerOf(body, 'message-id') ?? '',
        size: body.length,
        sha256: createHash('sha256').update(body).digest('hex'),
        raw: options.keepBodies === false ? Buffer.alloc(0) : body,
        receivedAt: Date.now(),
      });
    },
  };

  const accept = (socket: Socket) => {
    sockets.add(socket);
    connections.open++;
    connections.mostAtOnce = Math.max(connections.mostAtOnce, connections.open);
    socket.setNoDelay(true);
    // A reset by the client is an ordinary event here; 'close' follows and is what counts.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      connections.open--;
      sockets.delete(socket);
    });
    void serveFaultSession(host, socket, ++connections.total, options.tls?.mode === 'implicit');
  };
  const server =
    options.tls?.mode === 'implicit'
      ? createTlsServer({ key: options.tls.certificate.key, cert: options.tls.certificate.cert }, accept)
      : createServer(accept);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');

  const waitFor = (done: (event: StageEvent) => boolean, withinMs: number, what: string): Promise<StageEvent> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(look);
        reject(new Error(`The fault server did not see ${what} within ${withinMs} ms.`));
      }, withinMs);
      const look = (event: StageEvent) => {
        if (!done(event)) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(event);
      };
      waiting.add(look);
    });
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    stages,
    connections,
    logins,
    copiesOf: (messageId) => mails.filter((mail) => mail.messageId === messageId).length,
    setRules: (next) => {
      rules = next.map((rule) => ({ ...rule }));
    },
    next: (stage) => waitFor((event) => event.stage === stage, 10_000, `stage ${stage}`),
    async stored(count, withinMs = 10_000) {
      if (mails.length < count) {
        await waitFor((event) => event.stage === 'stored' && mails.length >= count, withinMs, `${count} messages`);
      }
      return mails;
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
