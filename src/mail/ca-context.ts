import { createHash, X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { AppError } from '../sdk/index.ts';

const MOST_CONTEXTS = 100;

/** Parsing 150 root certificates takes milliseconds, so a context is kept for each own CA. */
const contexts = new Map<string, tls.SecureContext>();

/** TLS 1.2 or newer with an own CA (PEM) beside the system's. */
export function caContext(caPem: string): tls.SecureContext {
  const key = createHash('sha256').update(caPem).digest('hex');
  let context = contexts.get(key);
  if (!context) {
    context = createContext(caPem);
    if (contexts.size >= MOST_CONTEXTS) contexts.clear();
    contexts.set(key, context);
  }
  return context;
}

function createContext(caPem: string): tls.SecureContext {
  try {
    // OpenSSL passes over what it cannot read; then the CA would be missing without a word.
    for (const pem of caPem.split(/(?=-----BEGIN CERTIFICATE-----)/)) if (pem.trim() !== '') new X509Certificate(pem);
    return tls.createSecureContext({ ca: [...tls.rootCertificates, caPem], minVersion: 'TLSv1.2' });
  } catch (error) {
    throw new AppError('MAIL_TLS', 'The CA certificate of this connector cannot be read. Paste it in PEM form.', {
      cause: error,
      details: { reason: 'CERT_CA_UNREADABLE' },
    });
  }
}
