import type { ImapFlow } from 'imapflow';
import type { ImapEndpoint } from '../sdk/index.ts';
import type { DialPatience } from './dial.ts';
import { openImapSession } from './imap-session.ts';
import { mailError, mailFailure } from './mail-errors.ts';
import { findSentFolder, type SentFolder } from './sent-folder.ts';

/** A signed-in session of Test connection. Every error is an AppError; `close` is always called. */
export interface ImapProbe {
  has(capability: string): boolean;
  /** the number of messages */
  openInbox(): Promise<number>;
  findSent(): Promise<SentFolder | undefined>;
  /** whether the inbox holds this Message-ID by now */
  hasInInbox(messageId: string): Promise<boolean>;
  close(): void;
}

/** Signs in by the very session that filing and reading use, so that the test proves what will be done. */
export async function openImapProbe(
  endpoint: ImapEndpoint,
  { timeoutMs, signal, egress }: DialPatience,
): Promise<ImapProbe> {
  const where = { host: endpoint.host, port: endpoint.port, security: endpoint.security, protocol: 'imap' as const };
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      signal.throwIfAborted();
      return await work();
    } catch (error) {
      // The end of the test closes the session; then that is the cause, and not the lost connection.
      throw signal.aborted ? mailError(signal.reason, where) : error;
    }
  };
  const timeouts = { connectMs: timeoutMs, commandMs: timeoutMs };
  const session = await run(() => openImapSession(endpoint, { timeouts, signal, egress }));
  const onAbort = () => session.close();
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    has: (capability) => session.has(capability),
    openInbox: () => run(() => session.run((client) => openInbox(client, endpoint.folders.inbox))),
    findSent: () => run(() => findSentFolder(session, endpoint.folders.sent)),
    hasInInbox: (messageId) =>
      run(async () => {
        const found = await session.run((client) => search(client, messageId));
        // `false` is a failed look-up, not "nothing there".
        if (!Array.isArray(found)) throw mailFailure('CONNECTION_LOST', where);
        return found.length > 0;
      }),
    close: () => {
      signal.removeEventListener('abort', onAbort);
      session.close();
    },
  };
}

async function openInbox(client: ImapFlow, path: string): Promise<number> {
  return (await client.mailboxOpen(path, { readOnly: true })).exists;
}

async function search(client: ImapFlow, messageId: string) {
  // A selected mailbox is stale until the next command that may report news.
  await client.noop();
  return client.search({ header: { 'message-id': messageId } }, { uid: true });
}
