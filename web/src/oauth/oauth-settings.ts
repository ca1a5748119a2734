import type { components } from '../api/schema.gen.ts';

type Provider = components['schemas']['Provider'];

/**
 * The settings of a mailbox that signs in with OAuth 2.0 at the servers of its provider. `consentUser`: who signs in for a
 * shared mailbox; empty: the mailbox itself.
 */
export function consentSettings(
  { imap, smtp, sentFolder }: Provider,
  { user, consentUser = '' }: { user: string; consentUser?: string },
  address = user,
): object {
  const auth = { kind: 'oauth2', user, ...(consentUser !== '' && { consentUser }) };
  const from = { address };
  const server = ({ host, port, security }: Provider['smtp']) => ({ host, port, security });
  const folders = sentFolder ? { folders: { sent: sentFolder } } : {};
  return {
    ...(imap && { imap: { ...server(imap), auth, ...folders } }),
    sending: true,
    smtp: { ...server(smtp), ...(imap ? { sameCredentials: true } : { sameCredentials: false, auth }), from },
  };
}
