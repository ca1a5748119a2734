import { bytesStored } from './accounts.ts';
import type { NewMessage } from './folder.ts';
import { findNamedFolder, userOf } from './folder-commands.ts';
import { type CommandTable, type ImapSession, offers } from './imap-session.ts';
import { type Argument, badCommand, itemsOf, textOf } from './wire.ts';

/** One or, by RFC 3502, several groups of `[(flags)] ["date"] literal`. */
function parseMessages(args: readonly Argument[]): NewMessage[] {
  const messages: NewMessage[] = [];
  let flags: string[] = [];
  let receivedAt = new Date();
  for (const argument of args) {
    if (argument.kind === 'list') flags = itemsOf(argument).map(textOf);
    else if (argument.kind === 'string' && argument.bytes !== undefined) {
      // A copy: the literal is a window into a buffer that holds the whole command.
      messages.push({ raw: Buffer.from(argument.bytes), flags, receivedAt });
      flags = [];
      receivedAt = new Date();
    } else {
      receivedAt = new Date(textOf(argument));
      if (Number.isNaN(receivedAt.getTime())) throw badCommand('The date of a message cannot be read.');
    }
  }
  if (messages.length === 0) throw badCommand('APPEND needs a message.');
  return messages;
}

/** All messages of one command are stored, or none (RFC 3502). */
function append(session: ImapSession, args: Argument[]): string {
  const folder = findNamedFolder(session, args[0]);
  if (folder === undefined) return 'NO [TRYCREATE] There is no such mailbox.';
  const messages = parseMessages(args.slice(1));
  if (messages.length > 1 && !offers(session, 'MULTIAPPEND')) return 'BAD One message at a time.';
  if (messages.some((message) => message.raw.length === 0)) return 'NO The message is empty.';
  if (messages.some((message) => message.raw.length > session.settings.largestMessage)) {
    return 'NO [TOOBIG] The message is too big.';
  }
  const user = userOf(session);
  const bytes = messages.reduce((sum, message) => sum + message.raw.length, 0);
  if (user.quota !== undefined && bytesStored(user) + bytes > user.quota) return 'NO [OVERQUOTA] The mailbox is full.';
  const uids = folder.add(messages).map((message) => message.uid);
  const range = uids.length === 1 ? uids.join() : `${uids.at(0)}:${uids.at(-1)}`;
  const code = offers(session, 'UIDPLUS') ? `[APPENDUID ${folder.uidValidity} ${range}] ` : '';
  return `OK ${code}appended`;
}

export const appendCommands: CommandTable = { APPEND: { needs: 'user', run: append } };
