import { randomBytes } from 'node:crypto';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { loadCertificates, type TestCertificates } from './certs.ts';
import { type LayoutName, sentFolderOf } from './dovecot-layouts.ts';

/** Plain values only: Vitest carries them from the global set-up to the test processes. */
export interface MailAddresses {
  certificatesFolder: string;
  layout: LayoutName;
  /** Known accounts and their passwords; any other name is taken for one of the dynamic domain. */
  passwords: Record<string, string>;
  ports: { imap: number; imaps: number; lmtp: number; smtp: number; submission: number; smtps: number };
}

export interface MailAccount {
  /** Both the address and the login name. */
  user: string;
  password: string;
  imap: { host: 'localhost'; port: number; security: 'tls' };
  smtp: { host: 'localhost'; port: number; security: 'tls' };
  caPem: string;
}

interface StoredMail {
  uid: number;
  /** Without \Recent. */
  flags: string[];
  receivedAt: number;
  raw: Buffer;
  /** The first header of this name, unfolded, undecoded. */
  header(name: string): string | undefined;
}

export interface MailAccess {
  certs: TestCertificates;
  ports: MailAddresses['ports'];
  layout: LayoutName;
  /** The folder for sent mail in this layout; '' when it has none. */
  sentFolder: string;
  /** Settings of an account; without a name, a mailbox nobody used before. */
  account(user?: string): MailAccount;
  /** Puts a message into a mailbox at once, without Postfix. */
  deliverByLmtp(to: string, raw: string | Buffer, from?: string): Promise<void>;
  /** A signed-in IMAP client. Call logout() on it. */
  openImap(user: string): Promise<ImapFlow>;
  /** What is in the folder now, read on a fresh session. */
  readMailbox(user: string, folder?: string): Promise<StoredMail[]>;
  /** Waits until the folder holds this many messages and returns them. */
  waitForMail(user: string, options?: { folder?: string; count?: number; withinMs?: number }): Promise<StoredMail[]>;
}

const DYNAMIC_PASSWORD = 'pw-of-anyone';

export function connectMailServers(addresses: MailAddresses): MailAccess {
  const certs = loadCertificates(addresses.certificatesFolder);
  const { ports } = addresses;
  const account = (user = `t-${randomBytes(5).toString('hex')}@dyn.test`): MailAccount => ({
    user,
    password: addresses.passwords[user.toLowerCase()] ?? DYNAMIC_PASSWORD,
    imap: { host: 'localhost', port: ports.imaps, security: 'tls' },
    smtp: { host: 'localhost', port: ports.smtps, security: 'tls' },
    caPem: certs.caPem,
  });
  // Plain IMAP on loopback: reading must also work in tests whose certificate is bad on purpose.
  const openImap = async (user: string): Promise<ImapFlow> => {
    const { password } = account(user);
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: ports.imap,
      secure: false,
      doSTARTTLS: false,
      auth: { user, pass: password },
      logger: false,
    });
    // A lost connection rejects the pending command as well; without a listener it would end the test process.
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      client.close();
      throw error;
    }
    return client;
  };
  const readMailbox = async (user: string, folder = 'INBOX'): Promise<StoredMail[]> => {
    const client = await openImap(user);
    try {
      return await readFolder(client, folder);
    } finally {
      await client.logout();
    }
  };
  return {
    certs,
    ports,
    layout: addresses.layout,
    sentFolder: sentFolderOf(addresses.layout),
    account,
    openImap,
    readMailbox,
    deliverByLmtp: (to, raw, from = 'sender@elsewhere.test') => deliver(ports.lmtp, from, to, raw),
    waitForMail: (user, options = {}) => waitForMail(() => readMailbox(user, options.folder), user, options),
  };
}

async function readFolder(client: ImapFlow, folder: string): Promise<StoredMail[]> {
  const opened = await client.mailboxOpen(folder, { readOnly: true });
  if (opened.exists === 0) return [];
  const found = await client.fetchAll('1:*', { uid: true, flags: true, internalDate: true, source: true });
  return found.map((message) => {
    const raw = message.source ?? Buffer.alloc(0);
    return {
      uid: message.uid,
      flags: [...(message.flags ?? [])].filter((flag) => flag !== '\\Recent').sort(),
      receivedAt: new Date(message.internalDate ?? 0).getTime(),
      raw,
      header: (name) => headerOf(raw, name),
    };
  });
}

export function headerOf(raw: Buffer, name: string): string | undefined {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw
    .subarray(0, end < 0 ? raw.length : end)
    .toString('utf8')
    .replace(/\r\n(?=[ \t])/g, '');
  const prefix = `${name.toLowerCase()}:`;
  const line = head.split('\r\n').find((candidate) => candidate.toLowerCase().startsWith(prefix));
  return line?.slice(prefix.length).trim();
}

async function deliver(port: number, from: string, to: string, raw: string | Buffer): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true });
  try {
    await transport.sendMail({ envelope: { from, to: [to] }, raw });
  } finally {
    transport.close();
  }
}

async function waitForMail(
  read: () => Promise<StoredMail[]>,
  user: string,
  options: { folder?: string; count?: number; withinMs?: number },
): Promise<StoredMail[]> {
  const { folder = 'INBOX', count = 1, withinMs = 10_000 } = options;
  const deadline = Date.now() + withinMs;
  for (;;) {
    const mails = await read();
    if (mails.length >= count) return mails;
    if (Date.now() > deadline) {
      throw new Error(`${user} ${folder}: ${mails.length} of ${count} messages after ${withinMs} ms.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
