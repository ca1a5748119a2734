import { type Message, parseNumberSet } from './folder.ts';
import type { FolderView } from './folder-view.ts';
import type { ImapSession } from './imap-session.ts';
import { badCommand } from './wire.ts';

/** Commands that need a folder run only when one is selected. */
export function viewOf(session: ImapSession): FolderView {
  if (session.view === undefined) throw badCommand('No mailbox is selected.');
  return session.view;
}

/** The messages of a set with their sequence numbers; one that is gone already is left out. */
export function pickMessages(view: FolderView, set: string, byUid: boolean): [message: Message, sequence: number][] {
  const { messages } = view;
  const has = parseNumberSet(set, byUid ? (messages.at(-1)?.uid ?? 0) : messages.length);
  return messages.flatMap((message, index): [Message, number][] =>
    has(byUid ? message.uid : index + 1) && !message.expunged ? [[message, index + 1]] : [],
  );
}
