import { emailAccounts } from '../words/email-accounts.ts';
import type { AccountDefinition, EmailAccount, Provider } from './account-queries.ts';

const words = emailAccounts.form;

export type Security = 'implicit' | 'starttls' | 'none';
export type Part = 'imap' | 'smtp';

export interface ServerDraft {
  host: string;
  /** as it is typed */
  port: string;
  security: Security;
}

/** What somebody types to connect a mailbox. */
export interface ConnectDraft extends Record<Part, ServerDraft> {
  address: string;
  /** '': the address */
  user: string;
  password: string;
  /** '': none of the catalogue */
  provider: string;
  inbox: string;
  sent: string;
  readEmail: boolean;
}

export function newDraft(provider: Provider | undefined): ConnectDraft {
  const empty: ConnectDraft = {
    ...{ address: '', user: '', password: '', provider: '', inbox: '', sent: '', readEmail: false },
    imap: { host: '', port: '993', security: 'implicit' },
    smtp: { host: '', port: '465', security: 'implicit' },
  };
  return provider ? withProvider(empty, provider) : empty;
}

interface StoredSettings {
  imap?: Partial<StoredServer> & { folders?: { inbox?: string; sent?: string } };
  smtp?: Partial<StoredServer>;
  trust?: unknown;
}

interface StoredServer {
  host: string;
  port: number;
  security: Security;
  auth?: { user?: string };
}

export function draftOf({ address, provider, settings, readEmail }: EmailAccount): ConnectDraft {
  const { imap, smtp } = settings as StoredSettings;
  const empty = newDraft(undefined);
  const user = imap?.auth?.user ?? '';
  return {
    ...{ address, user: user === address ? '' : user, password: '', provider: provider ?? '', readEmail },
    imap: serverDraft(imap, empty.imap),
    smtp: serverDraft(smtp, empty.smtp),
    ...{ inbox: imap?.folders?.inbox ?? '', sent: imap?.folders?.sent ?? '' },
  };
}

function serverDraft(stored: Partial<StoredServer> | undefined, empty: ServerDraft): ServerDraft {
  return {
    host: stored?.host ?? empty.host,
    port: stored?.port?.toString() ?? empty.port,
    security: stored?.security ?? empty.security,
  };
}

/** Its servers and folders; the user name as it wants it. */
export function withProvider(draft: ConnectDraft, provider: Provider): ConnectDraft {
  const { imap, smtp, sentFolder = '' } = provider;
  const name = draft.address.slice(0, Math.max(0, draft.address.lastIndexOf('@')));
  return {
    ...draft,
    provider: provider.id,
    imap: imap ? { ...imap, port: String(imap.port) } : draft.imap,
    smtp: { ...smtp, port: String(smtp.port) },
    user: (imap ?? smtp).login === 'local_part' ? name : '',
    sent: sentFolder,
  };
}

export function definitionOf(draft: ConnectDraft, before: EmailAccount | undefined): AccountDefinition {
  const address = draft.address.trim();
  const { trust } = (before?.settings ?? {}) as StoredSettings;
  const folders = {
    ...(draft.inbox.trim() && { inbox: draft.inbox.trim() }),
    ...(draft.sent.trim() && { sent: draft.sent.trim() }),
  };
  const auth = {
    ...{ kind: 'password', user: draft.user.trim() || address },
    ...(draft.password !== '' && { password: draft.password }),
  };
  const settings = {
    imap: { ...serverOf(draft.imap), auth, ...(Object.keys(folders).length > 0 && { folders }) },
    ...{ sending: true, smtp: { ...serverOf(draft.smtp), sameCredentials: true } },
    ...(trust !== undefined && { trust }),
  };
  return {
    ...{ address, settings: settings as unknown as AccountDefinition['settings'], readEmail: draft.readEmail },
    ...(draft.provider !== '' && { provider: draft.provider }),
  };
}

/** Whoever chooses None has read what that means. */
function serverOf({ host, port, security }: ServerDraft) {
  return { host: host.trim(), port: Number(port), security, ...(security === 'none' && { allowUnencrypted: true }) };
}

export type Mistakes = Partial<Record<string, string>>;

export function mistakesOf(draft: ConnectDraft, passwordStored: boolean): Mistakes {
  const server = (part: Part): Mistakes => ({
    ...(draft[part].host.trim() === '' && { [`/settings/${part}/host`]: words.hostMissing }),
    ...(!isPort(draft[part].port) && { [`/settings/${part}/port`]: words.portWrong }),
  });
  return {
    ...(!/^[^\s@]+@[^\s@]+$/.test(draft.address.trim()) && { '/address': words.addressMissing }),
    ...(draft.password === '' && !passwordStored && { '/settings/imap/auth/password': words.passwordMissing }),
    ...server('imap'),
    ...server('smtp'),
  };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 65_535;
}

export function inputIdOf(path: string): string {
  return `account${path.replaceAll('/', '-')}`;
}
