import type { Account } from './accounts.ts';
import type { Folder } from './folder.ts';
import { openFolderView } from './folder-view.ts';
import type { CommandTable, ImapSession } from './imap-session.ts';
import { decodeMailboxName, encodeMailboxName } from './modified-utf7.ts';
import { type Argument, badCommand, isWord, itemsOf, quote, textOf, wordOf } from './wire.ts';

const NO_FOLDER = 'NO [NONEXISTENT] There is no such mailbox.';
const FLAGS = '\\Answered \\Flagged \\Deleted \\Seen \\Draft';

/** Commands that need a user run only when there is one. */
export function userOf(session: ImapSession): Account {
  if (session.user === undefined) throw badCommand('Log in first.');
  return session.user;
}

export function findNamedFolder(session: ImapSession, name: Argument | undefined): Folder | undefined {
  return session.accounts.findFolder(userOf(session), decodeMailboxName(textOf(name)));
}

const STATUS_ITEMS: Readonly<Record<string, (folder: Folder) => number>> = {
  MESSAGES: (folder) => folder.messages.length,
  RECENT: () => 0,
  UIDNEXT: (folder) => folder.uidNext,
  UIDVALIDITY: (folder) => folder.uidValidity,
  UNSEEN: (folder) => folder.messages.filter((message) => !message.flags.has('\\Seen')).length,
  HIGHESTMODSEQ: (folder) => folder.modseq,
  SIZE: (folder) => folder.messages.reduce((sum, message) => sum + message.raw.length, 0),
};

function statusLine(folder: Folder, items: Argument[]): string {
  const values = items.map((item) => `${wordOf(item)} ${STATUS_ITEMS[wordOf(item)]?.(folder) ?? 0}`);
  return `* STATUS ${quote(encodeMailboxName(folder.path))} (${values.join(' ')})`;
}

/** `*` matches everything, `%` all but the separator (RFC 3501 6.3.8). */
function listPattern(pattern: string, separator: string): RegExp {
  const literal = (text: string) => text.replace(/[.+?^${}()|[\]\\*]/g, '\\$&');
  const source = pattern.split(/([*%])/).map((piece) => {
    if (piece === '*') return '.*';
    return piece === '%' ? `[^${literal(separator)}]*` : literal(piece);
  });
  return new RegExp(`^${source.join('')}$`, 'i');
}

/** LIST with the selection and return options of RFC 5258, RFC 5819 and RFC 6154. */
function list(session: ImapSession, args: Argument[]): string {
  const { separator } = session.settings;
  const rest = [...args];
  const selection = rest[0]?.kind === 'list' ? itemsOf(rest.shift()) : [];
  const reference = textOf(rest.shift());
  const patterns = itemsOf(rest.shift()).map(textOf);
  const returned = isWord(rest[0], 'RETURN') ? itemsOf(rest[1]) : [];
  const status = returned.findIndex((option) => isWord(option, 'STATUS'));
  if (patterns[0] === '') {
    session.send(`* LIST (\\Noselect) ${quote(separator)} ""`);
    return 'OK done';
  }
  const wanted = patterns.map((pattern) => listPattern(reference + pattern, separator));
  const folders = [...userOf(session).mailboxes.values()];
  for (const folder of folders) {
    const name = encodeMailboxName(folder.path);
    if (!wanted.some((pattern) => pattern.test(name))) continue;
    if (selection.some((option) => isWord(option, 'SPECIAL-USE')) && folder.use === '') continue;
    const hasChildren = folders.some((other) => other.path.startsWith(folder.path + separator));
    const attributes = [
      hasChildren ? '\\HasChildren' : '\\HasNoChildren',
      ...(folder.use === '' ? [] : [folder.use]),
      ...(folder.subscribed ? ['\\Subscribed'] : []),
    ];
    session.send(`* LIST (${attributes.join(' ')}) ${quote(separator)} ${quote(name)}`);
    if (status >= 0) session.send(statusLine(folder, itemsOf(returned[status + 1])));
  }
  return 'OK done';
}

export function leaveFolder(session: ImapSession): void {
  session.view?.close();
  session.view = undefined;
}

function select(session: ImapSession, args: Argument[], readOnly: boolean): string {
  leaveFolder(session);
  const folder = findNamedFolder(session, args[0]);
  if (folder === undefined) return NO_FOLDER;
  session.view = openFolderView(folder, readOnly, session, () => {
    if (session.idling) session.sendNews(true);
  });
  for (const line of [
    `* FLAGS (${FLAGS})`,
    `* OK [PERMANENTFLAGS (${readOnly ? '' : `${FLAGS} \\*`})] ok`,
    `* ${folder.messages.length} EXISTS`,
    '* 0 RECENT',
    `* OK [UIDVALIDITY ${folder.uidValidity}] ok`,
    `* OK [UIDNEXT ${folder.uidNext}] ok`,
    `* OK [HIGHESTMODSEQ ${folder.modseq}] ok`,
  ]) {
    session.send(line);
  }
  return `OK [READ-${readOnly ? 'ONLY' : 'WRITE'}] selected`;
}

function subscribe(session: ImapSession, args: Argument[], subscribed: boolean): string {
  const folder = findNamedFolder(session, args[0]);
  if (folder === undefined) return NO_FOLDER;
  folder.subscribed = subscribed;
  return 'OK done';
}

function rename(session: ImapSession, args: Argument[]): string {
  const folder = findNamedFolder(session, args[0]);
  if (folder === undefined) return NO_FOLDER;
  const { mailboxes } = userOf(session);
  mailboxes.delete(folder.path);
  folder.path = decodeMailboxName(textOf(args[1]));
  mailboxes.set(folder.path, folder);
  return 'OK done';
}

export const folderCommands: CommandTable = {
  NAMESPACE: {
    needs: 'user',
    run(session) {
      session.send(`* NAMESPACE (("" ${quote(session.settings.separator)})) NIL NIL`);
      return 'OK done';
    },
  },
  ENABLE: {
    needs: 'user',
    run(session, args) {
      const known = args.map(wordOf).filter((word) => word === 'CONDSTORE');
      session.send(`* ENABLED ${known.join(' ')}`.trimEnd());
      return 'OK done';
    },
  },
  LIST: { needs: 'user', run: list },
  LSUB: {
    needs: 'user',
    run(session) {
      for (const folder of userOf(session).mailboxes.values()) {
        if (!folder.subscribed) continue;
        session.send(`* LSUB () ${quote(session.settings.separator)} ${quote(encodeMailboxName(folder.path))}`);
      }
      return 'OK done';
    },
  },
  SUBSCRIBE: { needs: 'user', run: (session, args) => subscribe(session, args, true) },
  UNSUBSCRIBE: { needs: 'user', run: (session, args) => subscribe(session, args, false) },
  STATUS: {
    needs: 'user',
    run(session, args) {
      const folder = findNamedFolder(session, args[0]);
      if (folder === undefined) return NO_FOLDER;
      session.send(statusLine(folder, itemsOf(args[1])));
      return 'OK done';
    },
  },
  CREATE: {
    needs: 'user',
    run(session, args) {
      if (findNamedFolder(session, args[0]) !== undefined) return 'NO [ALREADYEXISTS] The mailbox exists already.';
      session.accounts.createFolder(userOf(session), decodeMailboxName(textOf(args[0])));
      return 'OK done';
    },
  },
  DELETE: {
    needs: 'user',
    run(session, args) {
      const folder = findNamedFolder(session, args[0]);
      if (folder === undefined || folder.path === 'INBOX') return NO_FOLDER;
      userOf(session).mailboxes.delete(folder.path);
      return 'OK done';
    },
  },
  RENAME: { needs: 'user', run: rename },
  SELECT: { needs: 'user', run: (session, args) => select(session, args, false) },
  EXAMINE: { needs: 'user', run: (session, args) => select(session, args, true) },
};
