import type { Folder, FolderChange, Message } from './folder.ts';

/**
 * What one session believes is in its selected folder. Sequence numbers belong to this view: it changes only when the
 * client is told so (RFC 3501 5.5), whatever other sessions do meanwhile.
 */
export interface FolderView {
  folder: Folder;
  readOnly: boolean;
  readonly messages: Message[];
  /** The untagged lines that bring the client up to date; without `expunges` these are kept for later. */
  news(expunges: boolean): string[];
  close(): void;
}

export function openFolderView(folder: Folder, readOnly: boolean, session: unknown, onNews: () => void): FolderView {
  let known = [...folder.messages];
  const changed = { added: false, expunged: false, flags: new Set<Message>() };
  const stop = folder.listen((change: FolderChange) => {
    if (change.kind !== 'flags') changed[change.kind] = true;
    else if (change.by !== session) for (const message of change.messages) changed.flags.add(message);
    onNews();
  });
  const expungeLines = (): string[] => {
    const lines: string[] = [];
    // From the end, so that the numbers of the earlier ones stay right.
    for (let index = known.length - 1; index >= 0; index--) {
      if (known[index]?.expunged) lines.push(`* ${index + 1} EXPUNGE`);
    }
    known = known.filter((message) => !message.expunged);
    changed.expunged = false;
    return lines;
  };
  const addedLines = (): string[] => {
    const lastUid = known.at(-1)?.uid ?? 0;
    const fresh = folder.messages.filter((message) => message.uid > lastUid);
    known.push(...fresh);
    changed.added = false;
    return fresh.length === 0 ? [] : [`* ${known.length} EXISTS`];
  };
  const flagLines = (): string[] => {
    const lines = [...changed.flags].flatMap((message) => {
      const index = known.indexOf(message);
      if (index < 0) return [];
      return [`* ${index + 1} FETCH (UID ${message.uid} FLAGS (${[...message.flags].join(' ')}))`];
    });
    changed.flags.clear();
    return lines;
  };
  return {
    folder,
    readOnly,
    get messages() {
      return known;
    },
    news: (expunges) => [
      ...(changed.expunged && expunges ? expungeLines() : []),
      ...(changed.added ? addedLines() : []),
      ...(changed.flags.size > 0 ? flagLines() : []),
    ],
    close: stop,
  };
}
