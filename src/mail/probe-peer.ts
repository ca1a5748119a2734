import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { dial, type Reach } from './dial.ts';
import { isWholeLine, type Patience, readReply, withPatience } from './probe-socket.ts';
import type { MailProtocol } from './probe-tls.ts';

const GREETING_MS = 1_500;
const HANDSHAKE_MS = 2_000;
const LAST_WORD_MS = 800;

/** Who listens on a port. `tls`: it encrypts from the start. */
export interface PeerKind {
  tls: boolean;
  speaks: MailProtocol | 'http' | 'other' | 'nothing';
}

/** Finds out who listens where a mail server was expected; undefined when nobody answers. Sends no secret. */
export async function probePeer(peer: { host: string; port: number }, reach: Reach): Promise<PeerKind | undefined> {
  const [plain, encrypted] = await Promise.all([listenPlain(peer, reach), listenEncrypted(peer, reach)]);
  if (plain !== undefined && plain !== 'nothing') {
    // A TLS server may answer clear text with an alert, which looks like some other protocol.
    return plain === 'other' && encrypted !== undefined
      ? { tls: true, speaks: encrypted }
      : { tls: false, speaks: plain };
  }
  if (encrypted !== undefined) return { tls: true, speaks: encrypted };
  return plain === undefined ? undefined : { tls: false, speaks: plain };
}

async function listenPlain(
  peer: { host: string; port: number },
  reach: Reach,
): Promise<PeerKind['speaks'] | undefined> {
  const { signal } = reach;
  return quietly(signal, async () => {
    const socket = await dial(peer, { timeoutMs: HANDSHAKE_MS, ...reach });
    try {
      return await listen(socket, signal);
    } finally {
      socket.destroy();
    }
  });
}

async function listenEncrypted(
  peer: { host: string; port: number },
  reach: Reach,
): Promise<PeerKind['speaks'] | undefined> {
  const { signal } = reach;
  return quietly(signal, async () => {
    const socket = await dial(peer, { timeoutMs: HANDSHAKE_MS, ...reach });
    try {
      const secure = await shakeHands(socket, { timeoutMs: HANDSHAKE_MS, signal });
      return await listen(secure, signal);
    } finally {
      socket.destroy();
    }
  });
}

function shakeHands(socket: Duplex, patience: Patience): Promise<tls.TLSSocket> {
  return withPatience(patience, ({ resolve, reject }) => {
    // Only to see who is there: nothing secret follows on this connection.
    const secure = tls.connect({ socket, rejectUnauthorized: false });
    secure.on('error', reject);
    secure.once('close', () => reject(new Error('Closed in the TLS handshake')));
    secure.once('secureConnect', () => resolve(secure));
    return () => secure.destroy();
  });
}

/** A mail server speaks first; a web server only when spoken to. */
async function listen(socket: Duplex, signal: AbortSignal): Promise<PeerKind['speaks']> {
  const greeting = await hear(socket, { timeoutMs: GREETING_MS, signal });
  if (greeting !== '') return kindOf(greeting);
  socket.write('QUIT\r\n\r\n');
  const answer = await hear(socket, { timeoutMs: LAST_WORD_MS, signal });
  return answer === '' ? 'nothing' : kindOf(answer);
}

async function hear(socket: Duplex, patience: Patience): Promise<string> {
  return (await quietly(patience.signal, () => readReply(socket, patience, isWholeLine))) ?? '';
}

export function kindOf(words: string): PeerKind['speaks'] {
  if (/^\* (?:OK|PREAUTH|BYE)\b/i.test(words)) return 'imap';
  if (/^[245]\d\d[ -]/.test(words)) return 'smtp';
  return /^HTTP\/\d|<html/i.test(words) ? 'http' : 'other';
}

/** Whatever goes wrong on the line is an answer here ("nobody"); only a cancelled test is passed on. */
async function quietly<T>(signal: AbortSignal, look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}
