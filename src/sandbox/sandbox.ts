import { createAccounts, DEFAULT_FOLDERS, type SandboxUser } from './accounts.ts';
import { decodeHeader } from './encoded-words.ts';
import type { Message } from './folder.ts';
import type { ImapFaultHook } from './imap-connection.ts';
import { type ImapServer, startImapServer } from './imap-server.ts';
import { type DeliveredMail, type SmtpFaultHook, startSmtpServer } from './smtp-server.ts';

export interface SandboxOptions {
  users?: readonly SandboxUser[];
  /** 0 or absent: a free port. */
  smtpPort?: number;
  imapPort?: number;
  /** PEM. Absent: no TLS at all, for loopback only. */
  tls?: { key: string; cert: string; mode: 'implicit' | 'starttls' };
  /** Folder -> special-use attribute, or ''. INBOX is always there. */
  folders?: Readonly<Record<string, string>>;
  separator?: '/' | '.';
  /** IMAP capabilities not to offer, for example UIDPLUS or MULTIAPPEND. */
  without?: readonly string[];
  /** With STARTTLS: no IMAP sign-in before it. */
  loginDisabled?: boolean;
  /** Bytes; SMTP SIZE and the limit of APPEND. Default 35 MB. */
  largestMessage?: number;
  /** IMAP sessions of one user at a time. */
  connectionsPerUser?: number;
}

interface SandboxMessage {
  uid: number;
  flags: string[];
  /** Epoch milliseconds. */
  receivedAt: number;
  raw: Buffer;
  /** The first header of this name, unfolded and not decoded. */
  header(name: string): string | undefined;
  /** The same as a person reads it; '' where it is missing. */
  text(name: string): string;
}

interface SandboxFaults {
  imap?: ImapFaultHook;
  smtp?: SmtpFaultHook;
}

export interface Sandbox {
  smtpPort: number;
  imapPort: number;
  users: readonly SandboxUser[];
  mailbox(user: string, folder?: string): SandboxMessage[];
  /** Their paths; none for an unknown user. */
  folders(user: string): string[];
  /** Puts a message into a mailbox, as if it had arrived. */
  deliver(user: string, raw: string | Buffer, folder?: string): void;
  /** Calls the listener for each mail that SMTP delivers; returns the function that stops it. */
  onMail(listener: (mail: DeliveredMail) => void): () => void;
  /** Replaces the faults; without an argument all is well again. */
  setFault(faults?: SandboxFaults): void;
  stop(): Promise<void>;
}

const SANDBOX_USERS: readonly SandboxUser[] = [
  { user: 'payroll@sandbox.test', password: 'sandbox' },
  { user: 'employee@sandbox.test', password: 'sandbox' },
];

const DEFAULT_LARGEST = 35 * 1024 * 1024;

/** An SMTP and an IMAP server over the same mailboxes in memory, on 127.0.0.1: for the demo and for fast tests. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const users = options.users ?? SANDBOX_USERS;
  const accounts = createAccounts(users, options.folders ?? DEFAULT_FOLDERS);
  const listeners = new Set<(mail: DeliveredMail) => void>();
  const tls = options.tls && { key: options.tls.key, cert: options.tls.cert };
  const implicitTls = options.tls?.mode === 'implicit';
  const largestMessage = options.largestMessage ?? DEFAULT_LARGEST;
  let faults: SandboxFaults = {};

  const smtp = await startSmtpServer(
    {
      ...{ accounts, tls, implicitTls, largestMessage },
      fault: () => faults.smtp,
      delivered: (mail) => {
        for (const listener of listeners) listener(mail);
      },
    },
    options.smtpPort ?? 0,
  );
  let imap: ImapServer;
  try {
    const settings = {
      separator: options.separator ?? '/',
      without: options.without ?? [],
      loginDisabled: options.loginDisabled ?? false,
      largestMessage,
      connectionsPerUser: options.connectionsPerUser ?? 100,
    };
    const port = options.imapPort ?? 0;
    imap = await startImapServer({ accounts, tls, settings, fault: () => faults.imap }, { port, implicitTls });
  } catch (error) {
    await smtp.stop();
    throw error;
  }
  return {
    smtpPort: smtp.port,
    imapPort: imap.port,
    users,
    mailbox: (user, folder = 'INBOX') => accounts.getFolder(user, folder).messages.map(sandboxMessage),
    folders: (user) => [...(accounts.find(user)?.mailboxes.keys() ?? [])],
    deliver: (user, raw, folder = 'INBOX') => {
      accounts.getFolder(user, folder).add([{ raw: Buffer.from(raw) }]);
    },
    onMail(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setFault: (next = {}) => {
      faults = next;
    },
    async stop() {
      await Promise.all([smtp.stop(), imap.stop()]);
    },
  };
}

function sandboxMessage({ uid, flags, receivedAt, raw, mime }: Message): SandboxMessage {
  return {
    ...{ uid, raw, flags: [...flags].sort(), receivedAt: receivedAt.getTime() },
    header: (name) => mime.header(name.toLowerCase()),
    text: (name) => decodeHeader(mime.header(name.toLowerCase()) ?? ''),
  };
}
