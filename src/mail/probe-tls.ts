import type { X509Certificate } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import { AppError, type Security } from '../sdk/index.ts';
import { caContext } from './ca-context.ts';
import { type DialPatience, dial } from './dial.ts';
import { isWholeLine, isWholeSmtpReply, type Patience, readReply, withPatience } from './probe-socket.ts';

export type MailProtocol = 'imap' | 'smtp';

export interface Peer {
  host: string;
  port: number;
  security: Security;
}

/** A certificate as a person can check it. */
export interface CertificateFacts {
  subject: string;
  issuer: string;
  /** instants */
  validFrom: number;
  validTo: number;
  /** the names it is for, e.g. 'mail.example.com' */
  names: string[];
  /** hex, lower case, no colons */
  sha256: string;
  pem: string;
}

export interface TlsFacts {
  /** 'TLSv1.3' */
  version: string;
  certificate: CertificateFacts;
  /** what the server turned out to be; only known after STARTTLS, where it speaks first */
  speaks?: MailProtocol;
  /** the code why it is not trusted, e.g. 'CERT_HAS_EXPIRED'; absent when it is */
  distrust?: string;
}

/**
 * Speaks up to the end of the TLS handshake and hangs up: nothing secret is ever sent, so the certificate may be
 * looked at before it is trusted. Rejects as the socket does, or with MAIL_TLS where STARTTLS is not offered.
 */
export async function probeTls(peer: Peer, patience: DialPatience, caPem?: string): Promise<TlsFacts> {
  const socket = await dial(peer, patience);
  return await probeTlsOn(socket, peer, patience, caPem);
}

/** The same on a connection that is open already; it is closed afterwards. */
export async function probeTlsOn(
  socket: net.Socket,
  peer: Peer,
  patience: Patience,
  caPem?: string,
): Promise<TlsFacts> {
  try {
    const secureContext = caPem === undefined ? undefined : caContext(caPem);
    const speaks = peer.security === 'starttls' ? await requestStartTls(socket, patience) : undefined;
    const facts = describeSession(await shakeHands(socket, peer.host, patience, secureContext));
    return speaks === undefined ? facts : { ...facts, speaks };
  } finally {
    socket.destroy();
  }
}

/** Which mail protocol is spoken under TLS on this port. Certificates do not matter: nothing secret is sent. */
export async function probeGreeting(peer: Peer, patience: DialPatience): Promise<MailProtocol> {
  const socket = await dial(peer, patience);
  try {
    if (peer.security === 'starttls') {
      const protocol = await requestStartTls(socket, patience);
      await shakeHands(socket, peer.host, patience);
      return protocol;
    }
    const secure = await shakeHands(socket, peer.host, patience);
    return protocolOf(await readReply(secure, patience, isWholeLine));
  } finally {
    socket.destroy();
  }
}

/** The greeting of a server that is not asked to encrypt: tells whether it is one. The connection is closed. */
export async function probePlain(socket: net.Socket, patience: Patience): Promise<MailProtocol> {
  try {
    return protocolOf(await readReply(socket, patience, isWholeLine));
  } finally {
    socket.destroy();
  }
}

function protocolOf(greeting: string): MailProtocol {
  if (/^\* (?:OK|PREAUTH)\b/i.test(greeting)) return 'imap';
  if (/^220[ -]/.test(greeting)) return 'smtp';
  const reply = /^([45]\d\d)[ -]/.exec(greeting)?.[1];
  if (greeting === '') throw Object.assign(new Error('Closed without a greeting'), { code: 'ECONNRESET' });
  throw Object.assign(new Error('Unexpected greeting'), {
    code: 'EPROTOCOL',
    response: greeting.trim(),
    ...(reply === undefined ? {} : { responseCode: Number(reply) }),
  });
}

/** The greeting tells IMAP from SMTP, so that whoever pins a certificate need not know the protocol. */
async function requestStartTls(socket: net.Socket, patience: Patience): Promise<MailProtocol> {
  const greeting = await readReply(socket, patience, isWholeLine);
  const protocol = protocolOf(greeting);
  if (protocol === 'imap') {
    const answer = await ask(socket, 'a1 STARTTLS', patience, (text) => /^a1 [^\n]*\n/im.test(text));
    if (!/^a1 OK/im.test(answer)) throw startTlsRefused(answer);
    return protocol;
  }
  if (greeting.startsWith('220-') && !endsReply(greeting)) await readReply(socket, patience, endsReply);
  const extensions = await ask(socket, 'EHLO [127.0.0.1]', patience, isWholeSmtpReply);
  if (!/^250[ -]STARTTLS\b/im.test(extensions)) throw startTlsRefused(extensions);
  const answer = await ask(socket, 'STARTTLS', patience, isWholeSmtpReply);
  if (!answer.startsWith('220')) throw startTlsRefused(answer);
  return protocol;
}

const endsReply = (text: string): boolean => /^\d{3} [^\n]*\n/m.test(text);

function ask(socket: net.Socket, line: string, patience: Patience, isWhole: (text: string) => boolean) {
  const answer = readReply(socket, patience, isWhole);
  socket.write(`${line}\r\n`);
  return answer;
}

function startTlsRefused(answer: string): AppError {
  return new AppError(
    'MAIL_TLS',
    'The server does not offer STARTTLS here, so nothing was sent. Choose SSL/TLS with its port (993 or 465).',
    { details: { reason: 'STARTTLS_MISSING', server: answer.trim().split('\r\n').at(-1) ?? '' } },
  );
}

function shakeHands(
  socket: net.Socket,
  host: string,
  patience: Patience,
  secureContext?: tls.SecureContext,
): Promise<tls.TLSSocket> {
  return withPatience(patience, ({ resolve, reject }) => {
    const secure = tls.connect({
      socket,
      host,
      ...(net.isIP(host) === 0 ? { servername: host } : {}),
      ...(secureContext === undefined ? {} : { secureContext }),
      minVersion: 'TLSv1.2',
      rejectUnauthorized: false,
    });
    secure.on('error', reject);
    secure.once('close', () => reject(Object.assign(new Error('Closed in the TLS handshake'), { code: 'ECONNRESET' })));
    secure.once('secureConnect', () => resolve(secure));
    return () => secure.destroy();
  });
}

function describeSession(secure: tls.TLSSocket): TlsFacts {
  const certificate = secure.getPeerX509Certificate();
  if (!certificate) throw Object.assign(new Error('No certificate'), { code: 'ERR_SSL_NO_CERTIFICATE' });
  const facts = { version: secure.getProtocol() ?? '', certificate: describeCertificate(certificate) };
  // Node sets the code as a string, whatever its types say.
  return secure.authorized ? facts : { ...facts, distrust: String(secure.authorizationError) };
}

export function describeCertificate(certificate: X509Certificate): CertificateFacts {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    names: (certificate.subjectAltName ?? '').split(', ').filter((name) => name !== ''),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    pem: certificate.toString(),
  };
}

function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').join(', ');
}
