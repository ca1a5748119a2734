import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Certificate } from './certs.ts';
import type { ReceivedMail } from './fault-smtp.ts';
import type { FaultAction, SmtpStage } from './fault-smtp-rules.ts';
import { readSmtpLines, type SmtpLineReader } from './smtp-line-reader.ts';

export interface FaultSessionHost {
  users: Readonly<Record<string, string>>;
  extensions: readonly string[];
  startTls: Certificate | undefined;
  logins: { good: number; bad: number };
  reached(stage: SmtpStage, connection: number, subject: string): Promise<FaultAction | undefined>;
  store(mail: Omit<ReceivedMail, 'messageId' | 'size' | 'sha256' | 'raw' | 'receivedAt'>, body: Buffer): void;
}

interface Session {
  host: FaultSessionHost;
  connection: number;
  socket: Socket;
  reader: SmtpLineReader;
  secure: boolean;
  user: string | undefined;
  from: { address: string; parameters: string } | undefined;
  to: { address: string; parameters: string }[];
}

/** go: answer normally. answered: the rule answered instead. over: nothing more is said on this connection. */
type Outcome = 'go' | 'answered' | 'over';

export async function serveFaultSession(
  host: FaultSessionHost,
  socket: Socket,
  connection: number,
  secure: boolean,
): Promise<void> {
  const session: Session = {
    ...{ host, connection, socket, secure, reader: readSmtpLines(socket) },
    ...{ user: undefined, from: undefined, to: [] },
  };
  const greeting = await stage(session, 'connect', '');
  if (greeting === 'over') return;
  if (greeting === 'go') say(session, '220 fault server ESMTP');
  for (;;) {
    const line = await session.reader.line();
    if (line === undefined) return;
    const [verb = ''] = line.split(' ', 1);
    const command = COMMANDS[verb.toUpperCase()];
    if (command === undefined) say(session, '502 5.5.2 unknown command');
    else if ((await command(session, line.slice(verb.length + 1))) === 'over') return;
  }
}

function say(session: Session, ...lines: string[]): void {
  if (session.socket.writable) session.socket.write(lines.map((line) => `${line}\r\n`).join(''));
}

async function stage(session: Session, name: SmtpStage, subject: string): Promise<Outcome> {
  const action = await session.host.reached(name, session.connection, subject);
  if (action === undefined) return 'go';
  if (action === 'hang') return 'over';
  if (action === 'reset' || action === 'close') return end(session, action);
  if ('delayMs' in action) {
    await new Promise((resolve) => setTimeout(resolve, action.delayMs));
    return 'go';
  }
  await write(session, 'raw' in action ? action.raw : `${action.reply}\r\n`);
  if (action.after === 'hang') return 'over';
  return action.after === undefined ? 'answered' : end(session, action.after);
}

/** The bytes must have left before a reset, or the reset overtakes them. */
function write(session: Session, text: string): Promise<void> {
  return new Promise((resolve) => session.socket.write(text, () => resolve()));
}

function end({ socket }: Session, how: 'reset' | 'close'): 'over' {
  if (how === 'close') socket.end();
  else if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
  return 'over';
}

type Command = (session: Session, rest: string) => Promise<Outcome>;

const COMMANDS: Readonly<Record<string, Command>> = {
  EHLO: ehlo,
  HELO: ehlo,
  STARTTLS: startTls,
  AUTH: auth,
  MAIL: mailFrom,
  RCPT: rcptTo,
  DATA: receiveData,
  NOOP: async (session) => answer(session, '250 2.0.0 ok'),
  RSET: async (session) => {
    forget(session);
    const outcome = await stage(session, 'rset', '');
    return outcome === 'go' ? answer(session, '250 2.0.0 ok') : outcome;
  },
  QUIT: async (session) => {
    const outcome = await stage(session, 'quit', '');
    if (outcome !== 'go') return outcome;
    say(session, '221 2.0.0 bye');
    return end(session, 'close');
  },
};

function answer(session: Session, ...lines: string[]): 'answered' {
  say(session, ...lines);
  return 'answered';
}

function forget(session: Session): void {
  session.from = undefined;
  session.to = [];
}

async function ehlo(session: Session): Promise<Outcome> {
  const outcome = await stage(session, 'ehlo', '');
  if (outcome !== 'go') return outcome;
  const { host } = session;
  const offers = [
    'fault server',
    ...host.extensions,
    ...(host.startTls !== undefined && !session.secure ? ['STARTTLS'] : []),
    ...(Object.keys(host.users).length > 0 ? ['AUTH PLAIN LOGIN'] : []),
  ];
  return answer(session, ...offers.map((offer, index) => `250${index === offers.length - 1 ? ' ' : '-'}${offer}`));
}

async function startTls(session: Session): Promise<Outcome> {
  const outcome = await stage(session, 'starttls', '');
  if (outcome !== 'go') return outcome;
  const certificate = session.host.startTls;
  if (certificate === undefined || session.secure) return answer(session, '502 5.5.1 no STARTTLS here');
  session.reader.detach();
  await write(session, '220 2.0.0 go ahead\r\n');
  const plain = session.socket;
  const socket = new TLSSocket(plain, { isServer: true, key: certificate.key, cert: certificate.cert });
  socket.on('error', () => undefined);
  session.socket = socket;
  session.reader = readSmtpLines(socket);
  session.secure = true;
  return 'answered';
}

async function auth(session: Session, rest: string): Promise<Outcome> {
  const [mechanism = '', initial] = rest.split(' ');
  const ask = async (challenge: string): Promise<string> => {
    say(session, `334 ${challenge}`);
    return Buffer.from((await session.reader.line()) ?? '', 'base64').toString('utf8');
  };
  let [user = '', password = ''] = ['', ''];
  if (mechanism.toUpperCase() === 'PLAIN') {
    const text = initial === undefined ? await ask('') : Buffer.from(initial, 'base64').toString('utf8');
    [, user = '', password = ''] = text.split('\0');
  } else if (mechanism.toUpperCase() === 'LOGIN') {
    user = initial === undefined ? await ask('VXNlcm5hbWU6') : Buffer.from(initial, 'base64').toString('utf8');
    password = await ask('UGFzc3dvcmQ6');
  } else return answer(session, '504 5.5.4 unknown mechanism');
  const outcome = await stage(session, 'auth', user);
  if (outcome !== 'go') return outcome;
  if (session.host.users[user] !== password) {
    session.host.logins.bad++;
    return answer(session, '535 5.7.8 Authentication failed');
  }
  session.host.logins.good++;
  session.user = user;
  return answer(session, '235 2.7.0 ok');
}

const PATH = /^(?:FROM|TO):\s*<([^>]*)>\s*(.*)$/i;

async function mailFrom(session: Session, rest: string): Promise<Outcome> {
  const [, address, parameters = ''] = PATH.exec(rest) ?? [];
  if (address === undefined) return answer(session, '501 5.5.4 MAIL FROM:<address>');
  const outcome = await stage(session, 'mail', address);
  if (outcome !== 'go') return outcome;
  if (Object.keys(session.host.users).length > 0 && session.user === undefined) {
    return answer(session, '530 5.7.0 sign in first');
  }
  forget(session);
  session.from = { address, parameters };
  return answer(session, '250 2.1.0 ok');
}

async function rcptTo(session: Session, rest: string): Promise<Outcome> {
  const [, address, parameters = ''] = PATH.exec(rest) ?? [];
  if (address === undefined) return answer(session, '501 5.5.4 RCPT TO:<address>');
  const outcome = await stage(session, 'rcpt', address);
  if (outcome !== 'go') return outcome;
  if (session.from === undefined) return answer(session, '503 5.5.1 MAIL first');
  session.to.push({ address, parameters });
  return answer(session, '250 2.1.5 ok');
}

async function receiveData(session: Session): Promise<Outcome> {
  const { from, to } = session;
  const subject = to.map((recipient) => recipient.address).join(',');
  const before = await stage(session, 'data', subject);
  if (before !== 'go') return before;
  if (from === undefined || to.length === 0) return answer(session, '503 5.5.1 no valid recipients');
  say(session, '354 go ahead');
  let during: Outcome = 'go';
  const body = await session.reader.body(async () => {
    during = await stage(session, 'body', subject);
    return during !== 'over';
  });
  if (body === undefined) return 'over';
  const atDot = await stage(session, 'dot', subject);
  if (atDot === 'answered') forget(session);
  if (atDot !== 'go') return atDot;
  session.host.store(
    {
      ...{ connection: session.connection, user: session.user, secure: session.secure },
      ...{ from: from.address, fromParameters: from.parameters },
      to: to.map((recipient) => recipient.address),
      toParameters: to.map((recipient) => recipient.parameters),
    },
    body,
  );
  forget(session);
  const atReply = await stage(session, 'stored', subject);
  if (atReply === 'over') return 'over';
  if (atReply === 'go') await write(session, '250 2.0.0 stored\r\n');
  return (await stage(session, 'replied', subject)) === 'over' ? 'over' : 'answered';
}
