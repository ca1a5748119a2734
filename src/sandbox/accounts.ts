import { AppError } from '../sdk/index.ts';
import { createFolder, type Folder } from './folder.ts';

export interface SandboxUser {
  /** Address and login name. */
  user: string;
  password: string;
  /** Access tokens that XOAUTH2 and OAUTHBEARER accept. */
  tokens?: readonly string[];
  /** Folder -> special-use attribute such as '\\Sent', or ''. Replaces the sandbox's folders for this user. */
  folders?: Readonly<Record<string, string>>;
  /** Bytes the mailbox may hold. */
  quota?: number;
}

export interface Account extends Omit<SandboxUser, 'folders'> {
  /** By path. INBOX is always there. */
  mailboxes: Map<string, Folder>;
  /** Open IMAP sessions. */
  sessions: number;
}

export interface Accounts {
  find(user: string): Account | undefined;
  /** `path` in any case for INBOX. */
  findFolder(account: Account, path: string): Folder | undefined;
  getFolder(user: string, path: string): Folder;
  createFolder(account: Account, path: string, use?: string): Folder;
}

export const DEFAULT_FOLDERS: Readonly<Record<string, string>> = {
  'Sent Items': '\\Sent',
  Drafts: '\\Drafts',
  'Deleted Items': '\\Trash',
  'Junk Email': '\\Junk',
};

export function createAccounts(users: readonly SandboxUser[], folders: Readonly<Record<string, string>>): Accounts {
  const accounts = new Map<string, Account>();
  let uidValidity = Math.floor(Date.now() / 1000);
  const add = (account: Account, path: string, use = ''): Folder => {
    const folder = createFolder(path, use, uidValidity++);
    account.mailboxes.set(path, folder);
    return folder;
  };
  for (const { folders: own, ...user } of users) {
    const account: Account = { ...user, mailboxes: new Map(), sessions: 0 };
    for (const [path, use] of Object.entries({ INBOX: '', ...(own ?? folders) })) add(account, path, use);
    accounts.set(user.user.toLowerCase(), account);
  }
  const find = (user: string) => accounts.get(user.toLowerCase());
  const findFolder = (account: Account, path: string) =>
    account.mailboxes.get(path.toUpperCase() === 'INBOX' ? 'INBOX' : path);
  return {
    find,
    findFolder,
    createFolder: add,
    getFolder(user, path) {
      const account = find(user);
      const folder = account && findFolder(account, path);
      if (folder === undefined) throw new AppError('NOT_FOUND', `The sandbox has no folder "${path}" of ${user}.`);
      return folder;
    },
  };
}

export function bytesStored(account: Account): number {
  let bytes = 0;
  for (const folder of account.mailboxes.values()) {
    for (const message of folder.messages) bytes += message.raw.length;
  }
  return bytes;
}
