import type { MailProtocol } from '../../../src/mail/probe-tls.ts';

type Fields = Record<string, unknown>;

/**
 * The form with "Use SSL" yes or no, "Username / email", "Enable mail send from" and "Save to Sent Items" becomes
 * ours; what is ours already stays. Empty strings mean "not given yet". What it does not know it leaves as it is, so
 * that the validation afterwards can name it.
 */
export function normalizeEmailSettings(input: unknown): unknown {
  const settings = withoutEmpty(input);
  if (!isFields(settings)) return settings;
  const { enableMailSend, saveToSentItems, ...rest } = settings;
  return {
    ...rest,
    ...(isFields(rest['imap']) ? { imap: normalizeServer(rest['imap'], 'imap') } : {}),
    ...(isFields(rest['smtp']) ? { smtp: normalizeSender(rest['smtp']) } : {}),
    ...(enableMailSend === undefined ? {} : { sending: yesNo(enableMailSend) }),
    // Plain "yes" would double the mail where the provider files a copy by itself.
    ...(saveToSentItems === undefined ? {} : { sentCopy: sentCopyOf(saveToSentItems) }),
  };
}

function normalizeSender(smtp: Fields): Fields {
  const { emailAddress, sameCredentials, ...rest } = smtp;
  const server = normalizeServer(rest, 'smtp');
  // Own credentials say it: stored, so that a form need not guess what "nothing said" means.
  const said = yesNo(sameCredentials) ?? (server['auth'] === undefined ? undefined : false);
  return {
    ...server,
    ...(said === undefined ? {} : { sameCredentials: said }),
    ...(emailAddress === undefined || rest['from'] !== undefined ? {} : { from: { address: emailAddress } }),
  };
}

function normalizeServer(server: Fields, protocol: MailProtocol): Fields {
  const { useSsl, username, password, ...rest } = server;
  const port = typeof rest['port'] === 'string' && /^\d{1,5}$/.test(rest['port']) ? Number(rest['port']) : rest['port'];
  const security = rest['security'] ?? securityOf(yesNo(useSsl), port, protocol);
  const typed = username !== undefined || password !== undefined;
  return {
    ...rest,
    ...(port === undefined ? {} : { port }),
    ...(security === undefined ? {} : { security }),
    ...(typed && rest['auth'] === undefined
      ? { auth: withoutEmpty({ kind: 'password', user: username, password }) }
      : {}),
    ...(typeof rest['host'] === 'string' ? { host: rest['host'].trim().toLowerCase() } : {}),
  };
}

const IMPLICIT_PORTS: Record<MailProtocol, readonly number[]> = { imap: [993], smtp: [465, 2465] };
const STARTTLS_PORTS: Record<MailProtocol, readonly number[]> = { imap: [143], smtp: [587, 25, 2525, 2587] };

/** "Use SSL: yes" on 587, 143 or 25 has always meant STARTTLS; on a port nobody knows the question stays open. */
function securityOf(useSsl: unknown, port: unknown, protocol: MailProtocol): string | undefined {
  if (useSsl === false) return 'none';
  if (useSsl !== true || typeof port !== 'number') return undefined;
  if (IMPLICIT_PORTS[protocol].includes(port)) return 'implicit';
  return STARTTLS_PORTS[protocol].includes(port) ? 'starttls' : undefined;
}

function sentCopyOf(value: unknown): unknown {
  const answer = yesNo(value);
  return answer === true ? 'auto' : answer === false ? 'never' : answer;
}

function yesNo(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (/^(?:yes|true)$/i.test(value)) return true;
  return /^(?:no|false)$/i.test(value) ? false : value;
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== '').map(withoutEmpty);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== '' && field !== undefined)
      .map(([name, field]) => [name, withoutEmpty(field)]),
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
