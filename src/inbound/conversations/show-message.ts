import type { ReceivedReader } from '../../mail/received-thread.ts';
import type { ReceivedFile, ReceivedView } from '../../mail/view-received.ts';
import { AppError } from '../../sdk/index.ts';
import { wholeOf } from '../../store/content.ts';
import type { Store } from '../../store/store.ts';

export interface ShowDeps {
  store: Store;
  /** not the one that reads what comes in: a person who looks does not wait for a thousand messages */
  viewer: ReceivedReader;
}

export interface MessagePlace {
  mailboxId: string;
  id: string;
}

/** Its bytes as they came. NOT_FOUND; PURGED when the retention setting took them away. */
export async function sourceOf({ store }: Pick<ShowDeps, 'store'>, { mailboxId, id }: MessagePlace): Promise<Buffer> {
  const [row] = await store.read.sql<{ content_id: string | null; state: string }[]>`
    SELECT content_id, state FROM inbound_message WHERE id = ${id} AND mailbox_id = ${mailboxId}`;
  if (row === undefined || row.state === 'dropped')
    throw new AppError('NOT_FOUND', 'There is no such message in this mailbox.');
  if (row.content_id === null)
    throw new AppError('PURGED', 'What this message says was deleted by the retention setting.');
  return wholeOf(store.content.read(row.content_id));
}

/** What it looks like. STATE where it cannot be read: its source can be downloaded all the same. */
export async function viewOf({ store, viewer }: ShowDeps, place: MessagePlace): Promise<ReceivedView> {
  const found = await viewer.view(await sourceOf({ store }, place));
  if ('problem' in found) throw unreadable(found.problem);
  return found.view;
}

/** One of its attachments, by its place in the message, from 0. NOT_FOUND. */
export async function attachmentOf(
  { store, viewer }: ShowDeps,
  place: MessagePlace,
  index: number,
): Promise<ReceivedFile> {
  const found = await viewer.file(await sourceOf({ store }, place), index);
  if ('problem' in found) throw unreadable(found.problem);
  if (found.file === null) throw new AppError('NOT_FOUND', 'This message has no such attachment.');
  return found.file;
}

function unreadable(problem: string): AppError {
  return new AppError('STATE', `${problem} Download its source to look at it.`);
}
