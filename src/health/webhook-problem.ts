import { AppError, toAppError } from '../sdk/index.ts';

const UNREACHABLE = 'The receiver cannot be reached from here. Check the address, and the network of this server.';
const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The receiver refuses connections: nothing listens at this address and port.',
  ECONNRESET: 'The receiver ended the connection without an answer.',
  EPIPE: 'The receiver ended the connection without an answer.',
  ENOTFOUND: 'The name of the receiver is not known. Check the address.',
  EAI_AGAIN: 'The name of the receiver could not be looked up just now.',
  ENETUNREACH: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  EPROTO: 'The receiver does not speak TLS at this address and port.',
};

/** Why a receiver could not be told, in a sentence; of what is known to nobody the code is named, never a foreign text. */
export function webhookProblem(thrown: unknown): string {
  if (thrown instanceof AppError) return thrown.message;
  const { code, name, cause } = thrown as { code?: unknown; name?: unknown; cause?: { name?: unknown } };
  if (name === 'TimeoutError' || cause?.name === 'TimeoutError') {
    return 'The receiver did not answer within 15 seconds.';
  }
  const known = typeof code === 'string' && Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
  if (known !== undefined) return known;
  // Codes of OpenSSL (DEPTH_ZERO_SELF_SIGNED_CERT) and of Node's own TLS (ERR_TLS_CERT_ALTNAME_INVALID).
  if (typeof code === 'string' && /CERT|ISSUER|SIGNATURE/.test(code)) {
    return `The certificate of the receiver is not trusted (${code}).`;
  }
  if (typeof code === 'string' && /SSL|TLS/.test(code)) return `No TLS connection to the receiver (${code}).`;
  if (typeof code === 'string' && /^[A-Z_]{3,60}$/.test(code)) return `The receiver could not be told (${code}).`;
  return toAppError(thrown).message;
}
