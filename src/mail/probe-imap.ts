import { ImapFlow } from 'imapflow';
import type { ImapEndpoint } from '../sdk/index.ts';
import { type MailPhase, mailError, mailFailure } from './mail-errors.ts';
import type { Patience } from './probe-socket.ts';
import { findSentFolder, type SentFolder } from './sent-folder.ts';
import { tlsOptions } from './tls-trust.ts';

/** A signed-in session of Test connection. Every error is an AppError; `close` is always called. */
export interface ImapProbe {
  /** upper case, e.g. 'MULTIAPPEND' */
  capabilities: ReadonlySet<string>;
  /** the number of messages */
  openInbox(): Promise<number>;
  findSent(): Promise<SentFolder | undefined>;
  /** whether the inbox holds this Message-ID by now */
  hasInInbox(messageId: string): Promise<boolean>;
  close(): void;
}

/** Signs in; never in clear text unless the endpoint says security "none". */
export async function openImapProbe(endpoint: ImapEndpoint, { timeoutMs, signal }: Patience): Promise<ImapProbe> {
  const where = { host: endpoint.host, port: endpoint.port, security: endpoint.security, protocol: 'imap' as const };
  const fail = (thrown: unknown, phase: MailPhase) =>
    mailError(signal.aborted ? signal.reason : thrown, { ...where, phase });
  if (endpoint.auth.kind !== 'password') throw mailFailure('SIGN_IN_NEEDED', { ...where, phase: 'sign_in' });
  const client = new ImapFlow({
    host: endpoint.host,
    port: endpoint.port,
    secure: endpoint.security === 'implicit',
    // Without `doSTARTTLS` ImapFlow would sign in over clear text where STARTTLS is not offered.
    ...(endpoint.security === 'implicit' ? {} : { doSTARTTLS: endpoint.security === 'starttls' }),
    auth: { user: endpoint.auth.user, pass: endpoint.auth.password },
    tls: await tlsOptions(endpoint, signal),
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  // From the first moment on: an 'error' without a listener ends the process. The pending call reports the cause.
  client.on('error', () => undefined);
  const close = () => client.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    signal.throwIfAborted();
    await client.connect();
  } catch (error) {
    // ImapFlow leaves the socket open after a failed connect().
    client.close();
    signal.removeEventListener('abort', close);
    throw fail(error, 'sign_in');
  }
  return {
    capabilities: new Set([...client.capabilities.keys()].map((name) => name.toUpperCase())),
    openInbox: async () => {
      try {
        return (await client.mailboxOpen(endpoint.folders.inbox, { readOnly: true })).exists;
      } catch (error) {
        throw fail(error, 'mailbox');
      }
    },
    findSent: async () => {
      try {
        // The same search as at delivery, so that the test finds what will be used.
        return await findSentFolder({ run: (work) => work(client) }, endpoint.folders.sent);
      } catch (error) {
        throw fail(error, 'mailbox');
      }
    },
    hasInInbox: async (messageId) => {
      try {
        // A selected mailbox is stale until the next command that may report news.
        await client.noop();
        const found = await client.search({ header: { 'message-id': messageId } }, { uid: true });
        // `false` is a failed look-up, not "nothing there".
        if (found === false || found === undefined || client.isClosed) throw mailFailure('CONNECTION_LOST', where);
        return found.length > 0;
      } catch (error) {
        throw fail(error, 'mailbox');
      }
    },
    close: () => {
      signal.removeEventListener('abort', close);
      client.close();
    },
  };
}
