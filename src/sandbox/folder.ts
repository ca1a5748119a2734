import { type MimePart, parseMime } from '../mail/mime-parse.ts';

export interface Message {
  uid: number;
  flags: Set<string>;
  receivedAt: Date;
  raw: Buffer;
  /** Grows with each change of the folder (RFC 7162). */
  modseq: number;
  expunged: boolean;
  readonly mime: MimePart;
}

export interface NewMessage {
  raw: Buffer;
  flags?: readonly string[];
  receivedAt?: Date;
}

/** `by` is who changed the flags, so that a session does not tell its client what the client just said. */
export type FolderChange =
  | { kind: 'added' }
  | { kind: 'expunged' }
  | { kind: 'flags'; messages: Message[]; by: unknown };

export interface Folder {
  path: string;
  /** Special-use attribute with its backslash, '' for none. */
  use: string;
  uidValidity: number;
  uidNext: number;
  modseq: number;
  subscribed: boolean;
  messages: Message[];
  /** Stores all or, when it throws, none. */
  add(fresh: readonly NewMessage[]): Message[];
  expunge(gone: (message: Message) => boolean): void;
  setFlags(message: Message, flags: Iterable<string>): void;
  changed(change: FolderChange): void;
  /** Returns the function that stops listening. */
  listen(listener: (change: FolderChange) => void): () => void;
}

export function createFolder(path: string, use: string, uidValidity: number): Folder {
  const listeners = new Set<(change: FolderChange) => void>();
  const folder: Folder = {
    ...{ path, use, uidValidity, uidNext: 1, modseq: 1, subscribed: true, messages: [] },
    add(fresh) {
      const modseq = ++folder.modseq;
      const added = fresh.map((message) => createMessage(message, folder.uidNext++, modseq));
      folder.messages.push(...added);
      folder.changed({ kind: 'added' });
      return added;
    },
    expunge(gone) {
      const kept = folder.messages.filter((message) => {
        message.expunged = gone(message);
        return !message.expunged;
      });
      if (kept.length === folder.messages.length) return;
      folder.messages = kept;
      folder.modseq++;
      folder.changed({ kind: 'expunged' });
    },
    setFlags(message, flags) {
      message.flags = new Set(flags);
      message.modseq = ++folder.modseq;
    },
    changed(change) {
      for (const listener of listeners) listener(change);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return folder;
}

function createMessage({ raw, flags = [], receivedAt = new Date() }: NewMessage, uid: number, modseq: number): Message {
  let mime: MimePart | undefined;
  return {
    ...{ uid, raw, receivedAt, modseq, flags: new Set(flags), expunged: false },
    get mime() {
      mime ??= parseMime(raw);
      return mime;
    },
  };
}

/** A sequence set such as `1,3:5,9:*`. With nothing above it, `9:*` still means the last one (RFC 3501 9). */
export function parseNumberSet(text: string, last: number): (number: number) => boolean {
  const ranges = text.split(',').map((range) => {
    const [from = 0, to = from] = range.split(':').map((end) => (end === '*' ? last : Number(end)));
    return [Math.min(from, to), Math.max(from, to)] as const;
  });
  return (number) => ranges.some(([from, to]) => number >= from && number <= to);
}
