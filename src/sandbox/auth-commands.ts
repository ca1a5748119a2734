import type { Account } from './accounts.ts';
import { type CommandTable, capabilities, type ImapSession } from './imap-session.ts';
import { type Argument, textOf, wordOf } from './wire.ts';

const PRIVACY = 'NO [PRIVACYREQUIRED] Use TLS first.';

function signIn(session: ImapSession, user: string, good: (account: Account) => boolean): string {
  const account = session.accounts.find(user);
  if (account === undefined || !good(account)) return 'NO [AUTHENTICATIONFAILED] Authentication failed.';
  if (account.sessions >= session.settings.connectionsPerUser) return 'NO [LIMIT] Too many connections of this user.';
  account.sessions++;
  session.user = account;
  return `OK [CAPABILITY ${capabilities(session)}] Logged in`;
}

function byPassword(session: ImapSession, user: string, password: string): string {
  return signIn(session, user, (account) => account.password === password);
}

/** XOAUTH2 and OAUTHBEARER (RFC 7628) tell why in a challenge, which the client must answer before it hears NO. */
async function byToken(session: ImapSession, mechanism: string, message: string): Promise<string> {
  // user=NAME ^A auth=Bearer TOKEN ^A ^A, or n,a=NAME, ^A host=... ^A auth=Bearer TOKEN ^A ^A
  const fields = message.split('\x01');
  const field = (pattern: RegExp) => fields.map((text) => pattern.exec(text)?.[1]).find((found) => found !== undefined);
  const user = field(/^user=(.*)$/) ?? field(/^n,a=([^,]*),/) ?? '';
  const token = field(/^auth=Bearer (.*)$/i) ?? '';
  const good = (account: Account) => account.tokens?.includes(token) ?? false;
  const account = session.accounts.find(user);
  if (account === undefined || !good(account)) {
    const reason = mechanism === 'XOAUTH2' ? { status: '401', schemes: 'bearer' } : { status: 'invalid_token' };
    await session.ask(Buffer.from(JSON.stringify(reason)).toString('base64'));
  }
  return signIn(session, user, good);
}

async function authenticate(session: ImapSession, args: Argument[]): Promise<string> {
  if (session.settings.loginDisabled && !session.secure) return PRIVACY;
  const mechanism = wordOf(args[0]);
  const ask = async (prompt: string) => Buffer.from((await session.ask(prompt)) ?? '', 'base64').toString('utf8');
  // "=" is an empty initial response (RFC 4959).
  const message = async () =>
    args[1] === undefined ? ask('') : Buffer.from(textOf(args[1]).replace(/^=$/, ''), 'base64').toString('utf8');
  switch (mechanism) {
    case 'PLAIN': {
      const [, user = '', password = ''] = (await message()).split('\0');
      return byPassword(session, user, password);
    }
    case 'LOGIN':
      return byPassword(session, await ask('VXNlcm5hbWU6'), await ask('UGFzc3dvcmQ6'));
    case 'XOAUTH2':
    case 'OAUTHBEARER':
      return byToken(session, mechanism, await message());
    default:
      return 'NO This mechanism is not supported.';
  }
}

export const authCommands: CommandTable = {
  CAPABILITY: {
    needs: 'nothing',
    run(session) {
      session.send(`* CAPABILITY ${capabilities(session)}`);
      return 'OK done';
    },
  },
  NOOP: { needs: 'nothing', run: () => 'OK done' },
  ID: {
    needs: 'nothing',
    run(session) {
      session.send('* ID ("name" "sandbox")');
      return 'OK done';
    },
  },
  LOGOUT: {
    needs: 'nothing',
    run(session) {
      session.send('* BYE bye');
      return 'OK bye';
    },
  },
  STARTTLS: {
    needs: 'nothing',
    run: (session) => (session.canStartTls && !session.secure ? 'OK begin TLS' : 'BAD There is no TLS here.'),
  },
  LOGIN: {
    needs: 'nothing',
    run(session, args) {
      if (session.settings.loginDisabled && !session.secure) return PRIVACY;
      const [user = '', password = ''] = args.map((arg) => Buffer.from(textOf(arg), 'latin1').toString('utf8'));
      return byPassword(session, user, password);
    },
  },
  AUTHENTICATE: { needs: 'nothing', run: authenticate },
};
