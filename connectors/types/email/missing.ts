import type { FieldProblem } from '../../../src/sdk/index.ts';
import type { EmailConnectorSettings, IMAPSettings, SignIn, SMTPDetails } from './config.gen.ts';

/** As the form names them. */
const WAYS = '"From the start (SSL/TLS)", "With STARTTLS", or No';

/** What is still needed before a test makes sense. */
export function missingEmailDetails(settings: EmailConnectorSettings): FieldProblem[] {
  const { imap, smtp } = settings;
  const problems: FieldProblem[] = [];
  if (hasImap(settings) && imap)
    problems.push(...missingServer(imap, '/imap', 'IMAP'), ...missingSignIn(imap.auth, '/imap/auth', false));
  if (settings.sending !== true) {
    return hasImap(settings)
      ? problems
      : [need('/imap/host', 'The IMAP server is missing; or enable mail send from, for a service that only sends.')];
  }
  problems.push(...missingServer(smtp ?? {}, '/smtp', 'SMTP'));
  if (!usesSameCredentials(settings)) {
    problems.push(...missingSignIn(smtp?.auth, '/smtp/auth', true));
    if (hasImap(settings) && imap?.auth?.kind === 'oauth2' && smtp?.auth?.kind === 'oauth2')
      problems.push(need('/smtp/sameCredentials', 'One mailbox consents for both: use the same credentials as above.'));
  } else if (!hasImap(settings)) {
    problems.push(
      need('/smtp/auth/user', 'There are no IMAP credentials to use; give the SMTP user name and password.'),
    );
  }
  if (fromAddress(settings) === undefined)
    problems.push(need('/smtp/from/address', 'The Email Address that mail is sent from is missing.'));
  return problems;
}

export function hasImap({ imap }: EmailConnectorSettings): boolean {
  return imap?.host !== undefined || imap?.auth !== undefined || imap?.port !== undefined;
}

export function usesSameCredentials(settings: EmailConnectorSettings): boolean {
  return settings.smtp?.sameCredentials ?? (settings.smtp?.auth === undefined && hasImap(settings));
}

/** The address mail is sent from: the one of the SMTP details, else the IMAP user where that is an address. */
export function fromAddress({ smtp, imap }: EmailConnectorSettings): string | undefined {
  const user = imap?.auth?.user;
  return smtp?.from?.address ?? (user !== undefined && /^[^\s@<>]+@[^\s@<>]+$/.test(user) ? user : undefined);
}

function missingServer(server: IMAPSettings | SMTPDetails, path: string, name: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (server.host === undefined) problems.push(need(`${path}/host`, `The ${name} server is missing.`));
  if (server.port === undefined) problems.push(need(`${path}/port`, `The ${name} server port is missing.`));
  if (server.security === undefined) {
    problems.push(need(`${path}/security`, `Choose under Use SSL how the ${name} server encrypts: ${WAYS}.`));
  }
  if (server.security === 'none' && server.allowUnencrypted !== true && !isLoopback(server.host ?? '')) {
    problems.push(
      need(
        `${path}/allowUnencrypted`,
        `${name} goes without encryption: choose Yes under Use SSL, or switch on "Accept that passwords and mail can be read on the way".`,
      ),
    );
  }
  return problems;
}

function missingSignIn(auth: SignIn | undefined, path: string, noneAllowed: boolean): FieldProblem[] {
  if (auth?.kind === 'none' && noneAllowed) return [];
  if (auth?.kind === 'none') return [need(`${path}/kind`, 'IMAP needs a user name and a password.')];
  const problems: FieldProblem[] = [];
  if (auth?.user === undefined) problems.push(need(`${path}/user`, 'Username / email is missing.'));
  if (auth?.kind === 'oauth2') return problems;
  if (auth?.password === undefined) problems.push(need(`${path}/password`, 'The password is missing.'));
  return problems;
}

export function isLoopback(host: string): boolean {
  return /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1)$/i.test(host);
}

function need(path: string, message: string): FieldProblem {
  return { path, message };
}
