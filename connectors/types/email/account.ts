import {
  AppError,
  type ImapEndpoint,
  type KnownConnector,
  type MailAccount,
  type MailAuth,
  type Mailbox,
  type ServerEndpoint,
  type TlsTrust,
} from '../../../src/sdk/index.ts';
import type { EmailConnectorSettings, IMAPSettings, SignIn, SMTPDetails } from './config.gen.ts';
import { fromAddress, hasImap, missingEmailDetails, usesSameCredentials } from './missing.ts';

const DEFAULT_CONNECTIONS = 2;

/** These file a copy into Sent Items by themselves whatever the domain is: custom domains use the same hosts. */
const SELF_FILING_HOSTS = ['smtp.gmail.com', 'smtp.office365.com', 'smtp-mail.outlook.com'];

/** Throws CONNECTOR_INACTIVE, naming the fields, when the settings do not suffice. */
export function emailAccount(settings: EmailConnectorSettings, known: KnownConnector): MailAccount {
  const fields = missingEmailDetails(settings);
  if (fields.length > 0) {
    const problem = `The details of "${known.displayName}" are incomplete: ${fields.map(({ message }) => message).join(' ')}`;
    throw new AppError('CONNECTOR_INACTIVE', problem, { details: { fields } });
  }
  const imap = hasImap(settings) && settings.imap ? imapEndpoint(settings.imap, settings, known) : undefined;
  const smtp = settings.sending === true && settings.smtp ? smtpEndpoint(settings.smtp, settings, known) : undefined;
  const replyTo = mailbox(settings.smtp?.replyTo);
  const { connections, ...pace } = settings.limits ?? {};
  return {
    connectorId: known.id,
    displayName: known.displayName,
    ...(smtp ? { smtp } : {}),
    ...(imap ? { imap } : {}),
    from: {
      ...(settings.smtp?.from?.name ? { name: settings.smtp.from.name } : {}),
      // A connector that only reads has no sender; its user name stands for it and is never put into a mail.
      address: fromAddress(settings) ?? settings.imap?.auth?.user ?? '',
    },
    allowedFrom: settings.smtp?.allowedFrom ?? [],
    ...(replyTo ? { replyTo } : {}),
    sentCopy: settings.sentCopy ?? 'auto',
    selfFiling: known.learned.selfFiling ?? isSelfFiling(smtp?.host),
    limits: { connections: connections ?? DEFAULT_CONNECTIONS, ...pace },
    learned: known.learned,
  };
}

export function isSelfFiling(smtpHost: string | undefined): boolean {
  return smtpHost !== undefined && SELF_FILING_HOSTS.includes(smtpHost.toLowerCase());
}

function imapEndpoint(imap: IMAPSettings, settings: EmailConnectorSettings, known: KnownConnector): ImapEndpoint {
  const sent = imap.folders?.sent;
  return {
    ...server(imap, trust(settings, settings.trust?.imapSha256), signIn(imap.auth, known)),
    folders: { inbox: imap.folders?.inbox ?? 'INBOX', ...(sent === undefined ? {} : { sent }) },
  };
}

function smtpEndpoint(smtp: SMTPDetails, settings: EmailConnectorSettings, known: KnownConnector): ServerEndpoint {
  const auth = usesSameCredentials(settings) ? settings.imap?.auth : smtp.auth;
  return server(smtp, trust(settings, settings.trust?.smtpSha256), signIn(auth, known));
}

/** `missingEmailDetails` has seen to it that nothing is absent; the fallbacks only satisfy the types. */
function server(part: IMAPSettings | SMTPDetails, tlsTrust: TlsTrust, auth: MailAuth): ServerEndpoint {
  return { host: part.host ?? '', port: part.port ?? 0, security: part.security ?? 'implicit', auth, trust: tlsTrust };
}

function signIn(auth: SignIn | undefined, { displayName, accessToken }: KnownConnector): MailAuth {
  if (auth?.kind === 'none') return { kind: 'none' };
  if (auth?.kind === 'oauth2') {
    return { kind: 'oauth2', user: auth.user ?? '', accessToken: accessToken ?? (() => notConnected(displayName)) };
  }
  return { kind: 'password', user: auth?.user ?? '', password: auth?.password ?? '' };
}

function notConnected(displayName: string): Promise<never> {
  throw new AppError(
    'MAIL_AUTH',
    `"${displayName}" is not authenticated at its provider yet. Save the details, then press Authenticate under Sign-in.`,
    { details: { reason: 'NOT_AUTHENTICATED' } },
  );
}

function trust(settings: EmailConnectorSettings, pinnedSha256: string | undefined): TlsTrust {
  const caPem = settings.trust?.caPem;
  return { ...(caPem === undefined ? {} : { caPem }), ...(pinnedSha256 === undefined ? {} : { pinnedSha256 }) };
}

function mailbox(value: { name?: string; address?: string } | undefined): Mailbox | undefined {
  if (value?.address === undefined) return undefined;
  return { ...(value.name ? { name: value.name } : {}), address: value.address };
}
