import { type UsualPorts, wayOfPort } from '../json-form/use-ssl.ts';
import { mailbox } from '../words/mailbox.ts';
import type { Connector } from './mailbox-queries.ts';

const words = mailbox.smtp;

/** As it is typed; empty password: the stored one stays. */
export interface SmtpDraft {
  username: string;
  password: string;
  server: string;
  port: string;
  ssl: 'yes' | 'no';
}

interface StoredSettings {
  smtp?: {
    host?: string;
    port?: number;
    security?: 'implicit' | 'starttls' | 'none';
    auth?: { kind?: string; user?: string; password?: unknown };
  };
  trust?: object;
}

const PORTS: UsualPorts = { implicit: [465, 2465], starttls: [587, 25, 2525, 2587] };

/** `connector`: the one that the mailbox has of its own. One that signs in by OAuth 2.0 has nothing for this form. */
export function smtpDraft(connector: Connector | undefined): SmtpDraft {
  const { smtp } = smtpSettings(connector) ?? {};
  return {
    username: smtp?.auth?.user ?? '',
    password: '',
    server: smtp?.host ?? '',
    port: String(smtp?.port ?? 587),
    ssl: smtp?.security === 'none' ? 'no' : 'yes',
  };
}

export function hasPassword(connector: Connector | undefined): boolean {
  return smtpSettings(connector)?.smtp?.auth?.password !== undefined;
}

function smtpSettings(connector: Connector | undefined): StoredSettings | undefined {
  const settings = connector?.settings as StoredSettings | undefined;
  return settings?.smtp?.auth?.kind === 'password' ? settings : undefined;
}

/** "Use SSL: Yes" on a port that says nothing means from the start. */
export function wayOf({ ssl, port }: SmtpDraft): 'implicit' | 'starttls' | 'none' {
  return ssl === 'no' ? 'none' : (wayOfPort(PORTS, Number(port)) ?? 'implicit');
}

export function smtpBody(draft: SmtpDraft, connector: Connector | undefined) {
  const user = draft.username.trim();
  const security = wayOf(draft);
  const trust = smtpSettings(connector)?.trust;
  const smtp = {
    ...{ host: draft.server.trim(), port: Number(draft.port), security, sameCredentials: false },
    // Whoever chooses No has read what that means.
    ...(security === 'none' && { allowUnencrypted: true }),
    auth: { kind: 'password', user, ...(draft.password !== '' && { password: draft.password }) },
    ...(user.includes('@') && { from: { address: user } }),
  };
  return { settings: { smtp, ...(trust && { trust }) } };
}

export type Mistakes = Partial<Record<string, string>>;

/** By the path that the server would name. */
export function smtpMistakes(draft: SmtpDraft, stored: boolean): Mistakes {
  const port = Number(draft.port);
  return {
    ...(draft.username.trim() === '' && { '/settings/smtp/auth/user': words.usernameMissing }),
    ...(draft.password === '' && !stored && { '/settings/smtp/auth/password': words.passwordMissing }),
    ...(draft.server.trim() === '' && { '/settings/smtp/host': words.serverMissing }),
    ...(!(Number.isInteger(port) && port >= 1 && port <= 65_535) && { '/settings/smtp/port': words.portWrong }),
  };
}
