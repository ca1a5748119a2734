import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { AppError } from '../sdk/index.ts';
import type { Accounts } from './accounts.ts';
import { appendCommands } from './append-command.ts';
import { authCommands } from './auth-commands.ts';
import { folderCommands, leaveFolder } from './folder-commands.ts';
import { type CommandTable, capabilities, type ImapSession, type ImapSettings } from './imap-session.ts';
import { createLineReader } from './line-reader.ts';
import { messageCommands } from './message-commands.ts';
import { parseArguments, wordOf } from './wire.ts';

/** What the server does instead of, or around, a command. */
type ImapFault =
  | { no: string }
  | { bad: string }
  /** Says BYE and ends. */
  | { bye: string }
  /** drop: ends without a word. dropAfter: does the work and ends without an answer. hang: never answers. */
  | { action: 'drop' | 'dropAfter' | 'hang' }
  | { delayMs: number };

/** Asked before each command, for example `APPEND` or `UID FETCH`; `user` is '' before sign-in. */
export type ImapFaultHook = (command: string, user: string) => ImapFault | undefined | Promise<ImapFault | undefined>;

export interface ImapHost {
  settings: ImapSettings;
  accounts: Accounts;
  tls: { key: string; cert: string } | undefined;
  fault(): ImapFaultHook | undefined;
}

const COMMANDS: CommandTable = { ...authCommands, ...folderCommands, ...appendCommands, ...messageCommands };
/** Numbers in these commands would change their meaning if an EXPUNGE came in between (RFC 3501 7.4.1). */
const BY_SEQUENCE = ['FETCH', 'STORE', 'SEARCH'];
const LITERAL_EXTRA = 1024 * 1024;

/** Serves one client until it leaves. Resolves when the connection is over. */
export async function serveImap(host: ImapHost, plain: Socket): Promise<void> {
  let socket = plain;
  // Answers are many small writes: without this each waits for the client's delayed acknowledgement.
  plain.setNoDelay(true);
  const reader = createLineReader(host.settings.largestMessage + LITERAL_EXTRA);
  const attach = (next: Socket) => {
    socket = next;
    next.on('data', (chunk: Buffer) => reader.feed(chunk));
    // A reset by the client: 'close' follows and ends the session.
    next.on('error', () => reader.end());
    next.on('close', () => reader.end());
  };
  attach(plain);
  const write = (bytes: Buffer) => {
    if (socket.writable) socket.write(bytes);
  };
  const session: ImapSession = {
    settings: host.settings,
    accounts: host.accounts,
    canStartTls: host.tls !== undefined,
    get secure() {
      return socket instanceof TLSSocket;
    },
    ...{ user: undefined, view: undefined, idling: false },
    send: (line) => write(typeof line === 'string' ? Buffer.from(`${line}\r\n`, 'latin1') : line),
    sendNews(expunges) {
      for (const line of session.view?.news(expunges) ?? []) session.send(line);
    },
    ask(prompt) {
      session.send(`+ ${prompt}`);
      return reader.line();
    },
    async drained() {
      if (!socket.writableNeedDrain) return;
      const current = socket;
      await new Promise<void>((resolve) => {
        for (const event of ['drain', 'close'] as const) current.once(event, resolve);
      });
    },
  };
  const startTls = () => {
    if (host.tls === undefined) return;
    plain.removeAllListeners('data');
    reader.clear();
    attach(new TLSSocket(plain, { isServer: true, ...host.tls }));
  };

  session.send(`* OK [CAPABILITY ${capabilities(session)}] sandbox ready`);
  for (;;) {
    const bytes = await reader.command(() => session.send('+ go ahead'));
    if (bytes === undefined) break;
    const next = await runCommand(host, session, bytes);
    if (next === 'starttls') startTls();
    if (next === 'drop') socket.destroy();
    if (next === 'end' || next === 'drop') break;
    // What the client still says goes unanswered until it gives up.
    while (next === 'hang' && (await reader.line()) !== undefined);
  }
  leaveFolder(session);
  if (session.user !== undefined) session.user.sessions--;
  socket.end();
}

type Next = 'on' | 'starttls' | 'end' | 'drop' | 'hang';

async function runCommand(host: ImapHost, session: ImapSession, bytes: Buffer): Promise<Next> {
  // Read before all else: a command that cannot be parsed is still answered under its tag.
  const tag = /^[^\s(){"]+/.exec(bytes.toString('latin1', 0, 64))?.[0] ?? '*';
  try {
    const args = parseArguments(bytes).slice(1);
    let name = wordOf(args.shift());
    const byUid = name === 'UID';
    if (byUid) name = wordOf(args.shift());

    const fault = await host.fault()?.(byUid ? `UID ${name}` : name, session.user?.user ?? '');
    const instead = await applyFault(session, tag, fault);
    if (instead !== undefined) return instead;

    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) return say(session, `${tag} BAD Unknown command.`);
    if (command.needs !== 'nothing' && session.user === undefined) return say(session, `${tag} NO Log in first.`);
    if (command.needs === 'folder' && session.view === undefined) {
      return say(session, `${tag} BAD No mailbox is selected.`);
    }
    const answer = await command.run(session, args, byUid);
    if (fault !== undefined && 'action' in fault) return 'drop';
    session.sendNews(byUid || !BY_SEQUENCE.includes(name));
    say(session, `${tag} ${answer}`);
    if (name === 'LOGOUT') return 'end';
    return name === 'STARTTLS' && answer.startsWith('OK') ? 'starttls' : 'on';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return say(session, `${tag} BAD ${error.message}`);
  }
}

/** Undefined: the command runs as usual. */
async function applyFault(session: ImapSession, tag: string, fault: ImapFault | undefined): Promise<Next | undefined> {
  if (fault === undefined) return undefined;
  if ('no' in fault) return say(session, `${tag} NO ${fault.no}`);
  if ('bad' in fault) return say(session, `${tag} BAD ${fault.bad}`);
  if ('bye' in fault) {
    session.send(`* BYE ${fault.bye}`);
    return 'end';
  }
  if ('delayMs' in fault) {
    await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    return undefined;
  }
  return fault.action === 'dropAfter' ? undefined : fault.action;
}

function say(session: ImapSession, line: string): Next {
  session.send(line);
  return 'on';
}
