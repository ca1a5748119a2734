import type { ErrorCode, Security } from '../sdk/index.ts';

interface Where {
  host: string;
  port: number;
  security: Security;
  protocol?: 'imap' | 'smtp';
}

interface Meaning {
  code: ErrorCode;
  sentence(where: Where): string;
}

const at = ({ host, port }: Where): string => `${host}:${port}`;
const sslPort = ({ protocol }: Where): string =>
  protocol === undefined ? '993 for IMAP, 465 for SMTP' : protocol === 'imap' ? '993' : '465';

/** Every cause we can tell apart: the error code it belongs to, and what is wrong and what to do in one sentence or two. */
export const MAIL_REASONS = {
  HOST_UNKNOWN: {
    code: 'MAIL_DNS',
    sentence: ({ host }) => `There is no host named ${host}. Check the spelling of the server name.`,
  },
  DNS_SILENT: {
    code: 'MAIL_DNS',
    sentence: ({ host }) => `The name ${host} could not be looked up. Check this machine's DNS, then try again.`,
  },
  CONNECT_REFUSED: {
    code: 'MAIL_CONNECT',
    sentence: (where) => `Nothing listens on ${at(where)}. Check the port.`,
  },
  UNREACHABLE: {
    code: 'MAIL_CONNECT',
    sentence: (where) => `There is no route to ${at(where)}. Check the network and the firewall.`,
  },
  CONNECT_SILENT: {
    code: 'MAIL_TIMEOUT',
    sentence: (where) => `${at(where)} does not answer. Check the port, and that no firewall blocks it.`,
  },
  SERVER_SILENT: {
    code: 'MAIL_TIMEOUT',
    sentence: (where) => `${at(where)} accepts the connection but then says nothing. Check port and security.`,
  },
  CONNECTION_LOST: {
    code: 'MAIL_CONNECT',
    sentence: (where) => `${at(where)} closed the connection. Try again; if it stays so, check port and security.`,
  },
  TLS_WRONG_MODE: {
    code: 'MAIL_TLS',
    sentence: (where) =>
      where.security === 'implicit'
        ? `${at(where)} does not encrypt from the start. Choose STARTTLS for this port, or the port for SSL/TLS (${sslPort(where)}).`
        : `${at(where)} encrypts from the start. Choose SSL/TLS for this port.`,
  },
  STARTTLS_MISSING: {
    code: 'MAIL_TLS',
    sentence: (where) =>
      `${at(where)} does not offer STARTTLS, so nothing was sent. Choose SSL/TLS with its port (${sslPort(where)}).`,
  },
  TLS_OLD: {
    code: 'MAIL_TLS',
    sentence: (where) => `${at(where)} only offers TLS older than 1.2. The server needs an update.`,
  },
  TLS_FAILED: {
    code: 'MAIL_TLS',
    sentence: (where) => `No encrypted connection to ${at(where)} came about. Check port and security.`,
  },
  CERT_SELF_SIGNED: {
    code: 'MAIL_TLS',
    sentence: (where) =>
      `${at(where)} shows a self-signed certificate. If that is right, pin its SHA-256 or add its CA to the connector.`,
  },
  CERT_UNKNOWN_ISSUER: {
    code: 'MAIL_TLS',
    sentence: (where) =>
      `The issuer of the certificate of ${at(where)} is not known here. Add its CA certificate to the connector.`,
  },
  CERT_EXPIRED: {
    code: 'MAIL_TLS',
    sentence: (where) => `The certificate of ${at(where)} has expired. The server's administrator must renew it.`,
  },
  CERT_NOT_YET_VALID: {
    code: 'MAIL_TLS',
    sentence: (where) => `The certificate of ${at(where)} is not valid yet. Check the clock of this machine.`,
  },
  CERT_NAME: {
    code: 'MAIL_TLS',
    sentence: (where) =>
      `The certificate of ${at(where)} is for another name. Use the server name that stands in the certificate.`,
  },
  CERT_PIN: {
    code: 'MAIL_TLS',
    sentence: (where) =>
      `${at(where)} shows another certificate than the pinned one. If it was renewed on purpose, pin the new SHA-256.`,
  },
  CERT_CA_UNREADABLE: {
    code: 'MAIL_TLS',
    sentence: () => 'The CA certificate of this connector cannot be read. Paste it in PEM form.',
  },
  SIGN_IN_REFUSED: {
    code: 'MAIL_AUTH',
    sentence: ({ host }) =>
      `${host} refused user name or password. Check both; many providers want an app password, and IMAP or SMTP switched on.`,
  },
  APP_PASSWORD_NEEDED: {
    code: 'MAIL_AUTH',
    sentence: ({ host }) =>
      `${host} wants an app password. Make one in the account's security settings and use it here.`,
  },
  PASSWORD_SIGN_IN_OFF: {
    code: 'MAIL_AUTH',
    sentence: ({ host }) =>
      `${host} does not take passwords. Ask its administrator to allow SMTP sign-in for this mailbox, or use OAuth 2.0.`,
  },
  OAUTH_REFUSED: {
    code: 'MAIL_AUTH',
    sentence: ({ host, protocol }) =>
      `${host} refused the permission of the provider for this mailbox. Check that the user name is the mailbox that was connected and that ${(protocol ?? 'imap').toUpperCase()} is switched on for it; then press Reconnect.`,
  },
  OAUTH_NOT_OFFERED: {
    code: 'MAIL_REFUSED',
    sentence: (where) =>
      `${at(where)} takes no sign-in by OAuth 2.0. Check server and port, or sign in with a user name and a password.`,
  },
  SMTP_SIGN_IN_OFF: {
    code: 'MAIL_AUTH',
    sentence: ({ host }) =>
      `${host} lets this mailbox not send by SMTP. Ask its administrator to allow "Authenticated SMTP" for the mailbox.`,
  },
  SIGN_IN_BUSY: {
    code: 'MAIL_BUSY',
    sentence: ({ host }) =>
      `${host} takes no more sign-ins just now: too many connections, or a fault there. The password is not the problem; try again later.`,
  },
  SIGN_IN_BLOCKED: {
    code: 'MAIL_BUSY',
    sentence: ({ host }) => `${host} blocks this account for a reason of its own. Ask its administrator.`,
  },
  SIGN_IN_NEEDS_TLS: {
    code: 'MAIL_REFUSED',
    sentence: (where) => `${at(where)} takes no sign-in without encryption. Choose STARTTLS or SSL/TLS.`,
  },
  SIGN_IN_NEEDED: {
    code: 'MAIL_AUTH',
    sentence: (where) => `${at(where)} wants a sign-in before it takes mail. Give user name and password.`,
  },
  SIGN_IN_NOT_OFFERED: {
    code: 'MAIL_REFUSED',
    sentence: (where) =>
      `${at(where)} offers no sign-in, so the password was not sent. Use the submission port (465 or 587), or choose no sign-in for a relay.`,
  },
  SERVER_BUSY: {
    code: 'MAIL_BUSY',
    sentence: ({ host }) => `${host} cannot do this just now. Try again later.`,
  },
  SERVER_REFUSED: {
    code: 'MAIL_REFUSED',
    sentence: ({ host }) => `${host} refused. Its own words say why.`,
  },
  MAILBOX_FULL: {
    code: 'MAIL_REFUSED',
    sentence: ({ host }) => `The mailbox on ${host} is full. Make room, or ask for a larger quota.`,
  },
  FOLDER_MISSING: {
    code: 'MAIL_REFUSED',
    sentence: ({ host }) => `There is no such folder on ${host}. Choose one that exists, or create it.`,
  },
  NOT_SMTP: {
    code: 'MAIL_PROTOCOL',
    sentence: (where) => `${at(where)} does not speak SMTP. Check server and port.`,
  },
  NOT_MAIL: {
    code: 'MAIL_PROTOCOL',
    sentence: (where) => `${at(where)} does not speak the mail protocol. Check server and port.`,
  },
  HTTP_SERVER: {
    code: 'MAIL_PROTOCOL',
    sentence: (where) => `A web server answers on ${at(where)}, not a mail server. Check server and port.`,
  },
  WRONG_PROTOCOL: {
    code: 'MAIL_PROTOCOL',
    sentence: (where) => `${at(where)} is the server of the other kind: IMAP and SMTP are mixed up. Check the ports.`,
  },
  ADDRESS_UNUSABLE: {
    code: 'ADDRESS',
    sentence: () => 'This is not one plain e-mail address. Write it as name@example.com.',
  },
  CANCELLED: {
    code: 'CANCELLED',
    sentence: ({ host }) => `The conversation with ${host} was cancelled.`,
  },
  UNKNOWN: {
    code: 'INTERNAL',
    sentence: ({ host }) => `Something unexpected went wrong while talking to ${host}. The log has the details.`,
  },
} as const satisfies Record<string, Meaning>;

export type MailReason = keyof typeof MAIL_REASONS;

const CERTIFICATE_REASONS: readonly (readonly [RegExp, MailReason])[] = [
  [/self.signed/i, 'CERT_SELF_SIGNED'],
  [/expired/i, 'CERT_EXPIRED'],
  [/not.yet.valid/i, 'CERT_NOT_YET_VALID'],
  [/ALTNAME_INVALID|altnames/i, 'CERT_NAME'],
  [/UNABLE_TO_GET_ISSUER|UNABLE_TO_VERIFY|unable to (?:get|verify)|CERT_UNTRUSTED|INVALID_CA/i, 'CERT_UNKNOWN_ISSUER'],
];

/** By the code or, where a library keeps only the sentence, by that. */
export function certificateReason(text: string): MailReason | undefined {
  return CERTIFICATE_REASONS.find(([pattern]) => pattern.test(text))?.[1];
}
