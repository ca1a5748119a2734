import type { AuthorizedSignIn } from '../../../src/sdk/index.ts';
import type { EmailConnectorSettings, IMAPSettings, SMTPDetails } from './config.gen.ts';
import { hasImap, usesSameCredentials } from './missing.ts';

/**
 * Where each password goes. When one of these values changes the stored password is forgotten, so that nobody who may
 * edit a connector can have the password sent to a server of his own.
 */
export function emailSecretDestinations(settings: EmailConnectorSettings): Record<string, string> {
  const imap = destination(settings.imap, settings.trust?.imapSha256, settings);
  const smtp = destination(settings.smtp, settings.trust?.smtpSha256, settings);
  const user = settings.imap?.auth?.user ?? '';
  const shared = settings.sending === true && usesSameCredentials(settings);
  return {
    '/imap/auth/password': JSON.stringify([user, hasImap(settings) ? imap : null, shared ? smtp : null]),
    '/smtp/auth/password': JSON.stringify([settings.smtp?.auth?.user ?? '', smtp]),
  };
}

/**
 * One account consents for the connector: the mailbox itself, or for a shared one who may open it. Its access token goes to
 * the servers that sign in with it, and to no other mailbox than this one.
 */
export function emailSignIn(settings: EmailConnectorSettings): AuthorizedSignIn | undefined {
  const { imap, smtp } = settings;
  const reads = hasImap(settings) && imap?.auth?.kind === 'oauth2';
  const sends = settings.sending === true && !usesSameCredentials(settings) && smtp?.auth?.kind === 'oauth2';
  const auth = reads ? imap?.auth : sends ? smtp?.auth : undefined;
  if (auth?.user === undefined) return undefined;
  const places = emailSecretDestinations(settings);
  return {
    user: auth.consentUser ?? auth.user,
    destination: places[reads ? '/imap/auth/password' : '/smtp/auth/password'] ?? '',
  };
}

function destination(
  server: IMAPSettings | SMTPDetails | undefined,
  pin: string | undefined,
  { trust }: EmailConnectorSettings,
): unknown[] {
  return [
    server?.host?.toLowerCase() ?? null,
    server?.port ?? null,
    server?.security ?? null,
    pin ?? null,
    trust?.caPem ?? null,
  ];
}
