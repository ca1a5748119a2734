import type { X509Certificate } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import { AppError, type Security } from '../sdk/index.ts';
import { caContext } from './ca-context.ts';
import { isWholeLine, isWholeSmtpReply, openSocket, type Patience, readReply, withPatience } from './probe-socket.ts';

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
  /** the code why it is not trusted, e.g. 'CERT_HAS_EXPIRED'; absent when it is */
  distrust?: string;
}

/**
 * Speaks up to the end of the TLS handshake and hangs up: nothing secret is ever sent, so the certificate may be
 * looked at before it is trusted. Rejects as the socket does, or with MAIL_TLS where STARTTLS is not offered.
 */
export async function probeTls(peer: Peer, patience: Patience, caPem?: string): Promise<TlsFacts> {
  const secureContext = caPem === undefined ? undefined : caContext(caPem);
  const socket = await openSocket(peer, patience);
  try {
    if (peer.security === 'starttls') await requestStartTls(socket, patience);
    return await handshake(socket, peer.host, patience, secureContext);
  } finally {
    socket.destroy();
  }
}

/** The greeting tells IMAP from SMTP, so that whoever pins a certificate need not know the protocol. */
async function requestStartTls(socket: net.Socket, patience: Patience): Promise<void> {
  const greeting = await readReply(socket, patience, (text) => isWholeLine(text));
  if (/^\d{3}-/.test(greeting) && !isWholeSmtpReply(greeting)) await readReply(socket, patience, endsReply);
  if (/^\* (OK|PREAUTH)/i.test(greeting)) {
    const answer = await ask(socket, 'a1 STARTTLS', patience, (text) => /^a1 [^\n]*\n/im.test(text));
    if (!/^a1 OK/im.test(answer)) throw startTlsRefused(answer);
  } else if (/^220[ -]/.test(greeting)) {
    const extensions = await ask(socket, 'EHLO [127.0.0.1]', patience, isWholeSmtpReply);
    if (!/^250[ -]STARTTLS\b/im.test(extensions)) throw startTlsRefused(extensions);
    const answer = await ask(socket, 'STARTTLS', patience, isWholeSmtpReply);
    if (!answer.startsWith('220')) throw startTlsRefused(answer);
  } else {
    throw Object.assign(new Error('Unexpected greeting'), { code: 'EPROTOCOL', response: greeting.trim() });
  }
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

function handshake(
  socket: net.Socket,
  host: string,
  patience: Patience,
  secureContext: tls.SecureContext | undefined,
): Promise<TlsFacts> {
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
    secure.once('secureConnect', () => {
      const certificate = secure.getPeerX509Certificate();
      if (!certificate) return reject(Object.assign(new Error('No certificate'), { code: 'ERR_SSL_NO_CERTIFICATE' }));
      const facts: TlsFacts = { version: secure.getProtocol() ?? '', certificate: describeCertificate(certificate) };
      // Node sets the code as a string, whatever its types say.
      const distrust = secure.authorized ? undefined : String(secure.authorizationError);
      resolve(distrust === undefined ? facts : { ...facts, distrust });
    });
    return () => secure.destroy();
  });
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
