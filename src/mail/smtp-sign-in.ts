import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type MailErrorContext, mailFailure } from './mail-errors.ts';
import { type Credential, oauthBearer, xoauth2 } from './sign-in.ts';

/** The name of our own handler: nodemailer's own XOAUTH2 wants to renew tokens itself, and knows no OAUTHBEARER. */
const TOKEN = 'X-TOKEN';

type Handlers = SMTPConnection.CustomAuthenticationHandlers;

/** For `customAuth` of a connection that may sign in with an access token. */
export const tokenSignIn: Handlers = {
  [TOKEN]: async ({ auth, sendCommand }) => {
    const { mechanism, message, giveUp } = auth as unknown as TokenExchange;
    const { status } = await sendCommand(`AUTH ${mechanism} ${message}`);
    if (status === 235) return;
    // RFC 7628, section 3.2.3: after its reasons the server waits for an answer before it refuses.
    if (status === 334) await sendCommand(giveUp);
    throw new Error('The access token was refused');
  },
};

interface TokenExchange {
  mechanism: string;
  message: string;
  giveUp: string;
}

/** Signs in on a connection that has said EHLO; `done` as nodemailer calls it. */
export function signInSmtp(
  connection: SMTPConnection,
  credential: Exclude<Credential, { kind: 'none' }>,
  where: MailErrorContext,
  done: (error: unknown) => void,
): void {
  if (credential.kind === 'password') {
    connection.login({ user: credential.user, pass: credential.password }, done);
    return;
  }
  const exchange = exchangeFor(connection, credential, where);
  if (exchange === undefined) done(mailFailure('OAUTH_NOT_OFFERED', where));
  else connection.login({ method: TOKEN, user: credential.user, ...exchange }, done);
}

function exchangeFor(
  connection: SMTPConnection,
  credential: { user: string; token: string },
  { host, port }: MailErrorContext,
): TokenExchange | undefined {
  const offered = mechanisms(connection);
  if (offered.includes('XOAUTH2')) return { mechanism: 'XOAUTH2', message: xoauth2(credential), giveUp: '' };
  if (!offered.includes('OAUTHBEARER')) return undefined;
  return { mechanism: 'OAUTHBEARER', message: oauthBearer(credential, host, port), giveUp: 'AQ==' };
}

/** nodemailer only lists those that it knows itself; the lines of EHLO stand in this field. */
function mechanisms(connection: SMTPConnection): string[] {
  const lines = (connection as unknown as { _ehloLines?: string[] })._ehloLines ?? [];
  return lines
    .filter((line) => /^AUTH[\s=]/i.test(line))
    .flatMap((line) =>
      line
        .slice(5)
        .toUpperCase()
        .split(/[\s=]+/),
    );
}
