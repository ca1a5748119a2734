import { fetchMessages, flagList } from './fetch-command.ts';
import { type Message, parseNumberSet } from './folder.ts';
import { findNamedFolder, leaveFolder } from './folder-commands.ts';
import type { CommandTable, ImapSession } from './imap-session.ts';
import { pickMessages, viewOf } from './picked-messages.ts';
import { parseSearch } from './search.ts';
import { type Argument, isWord, itemsOf, textOf, wordOf } from './wire.ts';

function search(session: ImapSession, args: Argument[], byUid: boolean): string {
  const { folder, messages } = viewOf(session);
  let keys = isWord(args[0], 'RETURN') ? args.slice(2) : args;
  if (isWord(keys[0], 'CHARSET')) {
    if (!['UTF-8', 'US-ASCII'].includes(wordOf(keys[1]))) return 'NO [BADCHARSET (UTF-8)] Unknown charset.';
    keys = keys.slice(2);
  }
  const test = parseSearch(keys, folder, messages.length);
  const hits = messages.flatMap((message, index) =>
    !message.expunged && test(message, index + 1) ? [byUid ? message.uid : index + 1] : [],
  );
  session.send(`* SEARCH${hits.map((hit) => ` ${hit}`).join('')}`);
  return 'OK done';
}

function store(session: ImapSession, args: Argument[], byUid: boolean): string {
  const view = viewOf(session);
  if (view.readOnly) return 'NO The mailbox is open for reading only.';
  // (UNCHANGEDSINCE n) may stand before the operation (RFC 7162).
  const [set, ...rest] = args;
  const [operation, ...flagArguments] = rest[0]?.kind === 'list' ? rest.slice(1) : rest;
  const word = wordOf(operation);
  const flags = flagArguments.flatMap(itemsOf).map(textOf);
  const changed: Message[] = [];
  for (const [message, sequence] of pickMessages(view, textOf(set), byUid)) {
    const before = [...message.flags];
    const after = word.startsWith('+')
      ? [...before, ...flags]
      : word.startsWith('-')
        ? before.filter((flag) => !flags.includes(flag))
        : flags;
    view.folder.setFlags(message, after);
    changed.push(message);
    if (word.endsWith('.SILENT')) continue;
    session.send(`* ${sequence} FETCH (UID ${message.uid} ${flagList(message)} MODSEQ (${message.modseq}))`);
  }
  view.folder.changed({ kind: 'flags', messages: changed, by: session });
  return 'OK done';
}

/** COPY and MOVE (RFC 6851) with the COPYUID of RFC 4315. */
function copy(session: ImapSession, args: Argument[], byUid: boolean, move: boolean): string {
  const view = viewOf(session);
  const target = findNamedFolder(session, args[1]);
  if (target === undefined) return 'NO [TRYCREATE] There is no such mailbox.';
  const sources = pickMessages(view, textOf(args[0]), byUid).map(([message]) => message);
  if (sources.length === 0) return 'OK nothing to copy';
  const copies = target.add(sources.map(({ raw, flags, receivedAt }) => ({ raw, flags: [...flags], receivedAt })));
  const uids = (messages: Message[]) => messages.map((message) => message.uid).join();
  const code = `[COPYUID ${target.uidValidity} ${uids(sources)} ${uids(copies)}]`;
  if (!move) return `OK ${code} copied`;
  session.send(`* OK ${code} moved`);
  view.folder.expunge((message) => sources.includes(message));
  return 'OK moved';
}

function expunge(session: ImapSession, args: Argument[], byUid: boolean): string {
  const { folder, readOnly } = viewOf(session);
  if (readOnly) return 'NO The mailbox is open for reading only.';
  // UID EXPUNGE (RFC 4315) spares what other sessions marked.
  const has = byUid ? parseNumberSet(textOf(args[0]), folder.messages.at(-1)?.uid ?? 0) : () => true;
  folder.expunge((message) => message.flags.has('\\Deleted') && has(message.uid));
  return 'OK done';
}

function close(session: ImapSession): string {
  const { folder, readOnly } = viewOf(session);
  leaveFolder(session);
  if (!readOnly) folder.expunge((message) => message.flags.has('\\Deleted'));
  return 'OK done';
}

async function idle(session: ImapSession): Promise<string> {
  session.idling = true;
  const done = session.ask('idling');
  session.sendNews(true);
  await done;
  session.idling = false;
  return 'OK done';
}

export const messageCommands: CommandTable = {
  CHECK: { needs: 'folder', run: () => 'OK done' },
  CLOSE: { needs: 'folder', run: close },
  UNSELECT: {
    needs: 'folder',
    run(session) {
      leaveFolder(session);
      return 'OK done';
    },
  },
  SEARCH: { needs: 'folder', run: search },
  FETCH: { needs: 'folder', run: fetchMessages },
  STORE: { needs: 'folder', run: store },
  COPY: { needs: 'folder', run: (session, args, byUid) => copy(session, args, byUid, false) },
  MOVE: { needs: 'folder', run: (session, args, byUid) => copy(session, args, byUid, true) },
  EXPUNGE: { needs: 'folder', run: expunge },
  IDLE: { needs: 'user', run: idle },
};
