import { mailPage } from '../../src/mail/mail-page.ts';
import { AppError, type Clock, newId } from '../../src/sdk/index.ts';

export interface PreviewPages {
  /** The id of a page that shows this mail to this caller, or null for one that is too large to be kept. */
  add(mail: { html: string; subject: string }, callerId: string): string | null;
  /** The same for a file that is made for the mail. */
  addFile(file: PreviewFile, callerId: string): string | null;
  /** NOT_FOUND when it has expired, and for everybody else. */
  get(id: string, callerId: string): string | PreviewFile;
}

export interface PreviewFile {
  filename: string;
  contentType: string;
  content: Uint8Array;
}

/** Keeps pages for this caller, and says where they are below /api. */
export function keepFor(pages: PreviewPages, callerId: string) {
  const path = (id: string | null) => (id === null ? null : `previews/${id}`);
  return {
    page: (mail: { html: string; subject: string }) => path(pages.add(mail, callerId)),
    file: (file: PreviewFile) => path(pages.addFile(file, callerId)),
  };
}

interface Page {
  shown: string | PreviewFile;
  bytes: number;
  callerId: string;
  expiresAt: number;
}

const KEPT_MS = 10 * 60_000;
const MOST_PAGES = 1_000;
/** One who types must not take away what the others look at. */
const MOST_OF_A_CALLER = 60;
const MOST_BYTES = 64 * 1024 * 1024;
const LARGEST_BYTES = 4 * 1024 * 1024;

/** Bodies of previewed mails for a frame, and files that are made for them, in memory: made anew with each change of a rule, so a restart loses nothing. */
export function openPreviewPages(clock: Clock): PreviewPages {
  const pages = new Map<string, Page>();
  let bytes = 0;
  const remove = (id: string) => {
    bytes -= pages.get(id)?.bytes ?? 0;
    pages.delete(id);
  };
  const makeRoom = (callerId: string, now: number) => {
    for (const [id, { expiresAt }] of pages) if (expiresAt <= now) remove(id);
    const own = [...pages].filter(([, page]) => page.callerId === callerId);
    for (const [id] of own.slice(0, Math.max(0, own.length - MOST_OF_A_CALLER))) remove(id);
    for (const [id] of pages) if (bytes > MOST_BYTES || pages.size > MOST_PAGES) remove(id);
  };
  const keep = (shown: Page['shown'], size: number, callerId: string): string | null => {
    if (size > LARGEST_BYTES) return null;
    const now = clock.now();
    const id = newId(now);
    pages.set(id, { shown, bytes: size, callerId, expiresAt: now + KEPT_MS });
    bytes += size;
    makeRoom(callerId, now);
    return id;
  };
  return {
    add: (mail, callerId) => {
      const html = mailPage(mail);
      return keep(html, Buffer.byteLength(html), callerId);
    },
    addFile: (file, callerId) => keep(file, file.content.byteLength, callerId),
    get: (id, callerId) => {
      const page = pages.get(id);
      if (page !== undefined && page.callerId === callerId && page.expiresAt > clock.now()) return page.shown;
      throw new AppError('NOT_FOUND', 'This preview has expired; it is made anew when you change the rule.');
    },
  };
}
