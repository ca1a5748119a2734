import type { ListResponse } from 'imapflow';
import type { ImapSession } from './imap-session.ts';

export interface SentFolder {
  /** full path with prefix and delimiter, decoded from modified UTF-7 */
  path: string;
  /** set by the administrator, announced by the server (RFC 6154), or a known name in some language */
  source: 'override' | 'special_use' | 'name';
}

/** Where sent mail is kept: override, then SPECIAL-USE, then known names in many languages, below any namespace. */
export async function findSentFolder(
  session: Pick<ImapSession, 'run'>,
  override?: string,
): Promise<SentFolder | undefined> {
  const folders = await session.run((client) => client.list());
  if (override) {
    const wanted = folders.find((folder) => samePath(folder, override));
    return wanted && { path: wanted.path, source: 'override' };
  }
  const sent = folders.find((folder) => folder.specialUse === '\\Sent');
  if (!sent) return undefined;
  return { path: sent.path, source: sent.specialUseSource === 'name' ? 'name' : 'special_use' };
}

/** 'Sent' also names 'INBOX.Sent' on a server that keeps everything below INBOX. */
function samePath(folder: ListResponse, wanted: string): boolean {
  const path = folder.path.normalize('NFC');
  const name = wanted.normalize('NFC');
  return path === name || path === `INBOX${folder.delimiter}${name}`;
}
