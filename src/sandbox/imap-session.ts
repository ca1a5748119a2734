import type { Account, Accounts } from './accounts.ts';
import type { FolderView } from './folder-view.ts';
import type { Argument } from './wire.ts';

export interface ImapSettings {
  separator: string;
  /** Capabilities not offered. What they stand for is not answered either where a client could tell. */
  without: readonly string[];
  /** No sign-in before TLS. */
  loginDisabled: boolean;
  largestMessage: number;
  connectionsPerUser: number;
}

/** One connection as the commands see it. */
export interface ImapSession {
  readonly settings: ImapSettings;
  readonly accounts: Accounts;
  readonly canStartTls: boolean;
  readonly secure: boolean;
  user: Account | undefined;
  view: FolderView | undefined;
  /** While the client waits in IDLE, news go out at once. */
  idling: boolean;
  send(line: string | Buffer): void;
  /** Sends what changed in the selected folder. */
  sendNews(expunges: boolean): void;
  /** Sends a continuation and waits for the client's line; undefined when it is gone. */
  ask(prompt: string): Promise<string | undefined>;
  /** Resolves when the client has taken enough of what was sent. */
  drained(): Promise<void>;
}

/** A command's answer without its tag: `OK ...`, `NO ...` or `BAD ...`. */
type CommandAnswer = string | Promise<string>;

interface Command {
  /** What must have happened before. */
  needs: 'nothing' | 'user' | 'folder';
  run(session: ImapSession, args: Argument[], byUid: boolean): CommandAnswer;
}

export type CommandTable = Readonly<Record<string, Command>>;

const ALWAYS = [
  ...[
    'IMAP4rev1',
    'LITERAL+',
    'SASL-IR',
    'ID',
    'ENABLE',
    'IDLE',
    'NAMESPACE',
    'CHILDREN',
    'UIDPLUS',
    'MOVE',
    'UNSELECT',
  ],
  ...['MULTIAPPEND', 'CONDSTORE', 'SPECIAL-USE', 'LIST-STATUS', 'LIST-EXTENDED'],
];

export function offers(session: ImapSession, capability: string): boolean {
  return !session.settings.without.includes(capability);
}

export function capabilities(session: ImapSession): string {
  const signIn =
    session.settings.loginDisabled && !session.secure
      ? ['LOGINDISABLED']
      : ['AUTH=PLAIN', 'AUTH=LOGIN', 'AUTH=XOAUTH2', 'AUTH=OAUTHBEARER'];
  const all = [
    ...ALWAYS,
    ...(session.canStartTls && !session.secure ? ['STARTTLS'] : []),
    ...(session.user === undefined ? signIn : []),
  ];
  return all.filter((capability) => offers(session, capability)).join(' ');
}
