import net from 'node:net';
import type tls from 'node:tls';
import { AppError, type Egress, type ServerEndpoint } from '../sdk/index.ts';
import { caContext } from './ca-context.ts';
import type { Reach } from './dial.ts';
import { mailError } from './mail-errors.ts';
import { probeTls } from './probe-tls.ts';

const PIN_TIMEOUT_MS = 8_000;
const MOST_PINS = 100;

/** A certificate by its SHA-256: what was seen once under that name is right for ever. */
const pinned = new Map<string, string>();

/**
 * How TLS to this server is verified: at least TLS 1.2, always verified, SNI set. An own CA counts beside the
 * system's; a pinned certificate counts alone. Nothing secret has been sent when this rejects with MAIL_TLS.
 */
export async function tlsOptions(
  endpoint: Pick<ServerEndpoint, 'host' | 'port' | 'security' | 'trust'>,
  { egress, signal = new AbortController().signal }: { egress: Egress; signal?: AbortSignal },
): Promise<tls.ConnectionOptions> {
  const base: tls.ConnectionOptions = {
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...(net.isIP(endpoint.host) === 0 ? { servername: endpoint.host } : {}),
  };
  const { caPem, pinnedSha256 } = endpoint.trust;
  if (endpoint.security === 'none') return base;
  if (pinnedSha256 !== undefined)
    return { ...base, ...(await pinnedOptions(endpoint, pinnedSha256, { egress, signal })) };
  if (caPem !== undefined) return { ...base, secureContext: caContext(caPem) };
  return base;
}

/**
 * Node does not ask checkServerIdentity once the chain has failed, so a self-signed certificate cannot be accepted
 * there. Instead the certificate is fetched by a handshake of its own and, when it is the pinned one, becomes the only
 * trust anchor of the real connection: only the holder of its key passes.
 */
async function pinnedOptions(
  endpoint: Pick<ServerEndpoint, 'host' | 'port' | 'security'>,
  pin: string,
  reach: Reach,
): Promise<tls.ConnectionOptions> {
  const wanted = normalizeFingerprint(pin);
  let pem = pinned.get(wanted);
  if (pem === undefined) {
    pem = await fetchPinned(endpoint, wanted, reach);
    if (pinned.size >= MOST_PINS) pinned.clear();
    pinned.set(wanted, pem);
  }
  return {
    ca: [pem],
    allowPartialTrustChain: true,
    checkServerIdentity: (_host, certificate) =>
      normalizeFingerprint(certificate.fingerprint256) === wanted ? undefined : pinMismatch(endpoint, wanted),
  };
}

async function fetchPinned(
  endpoint: Pick<ServerEndpoint, 'host' | 'port' | 'security'>,
  wanted: string,
  reach: Reach,
): Promise<string> {
  try {
    const { certificate } = await probeTls(endpoint, { timeoutMs: PIN_TIMEOUT_MS, ...reach });
    if (certificate.sha256 !== wanted) throw pinMismatch(endpoint, wanted, certificate.sha256);
    return certificate.pem;
  } catch (error) {
    throw mailError(error, { ...endpoint, phase: 'tls' });
  }
}

/** 'AB:CD…' and 'abcd…' are the same fingerprint. */
export function normalizeFingerprint(fingerprint: string): string {
  return fingerprint.replaceAll(/[:\s]/g, '').toLowerCase();
}

function pinMismatch(endpoint: { host: string; port: number }, wanted: string, seen?: string): AppError {
  return new AppError(
    'MAIL_TLS',
    `${endpoint.host}:${endpoint.port} shows another certificate than the pinned one. If the server's certificate was renewed on purpose, pin the new SHA-256.`,
    { details: { reason: 'CERT_PIN', wanted, ...(seen === undefined ? {} : { seen }) } },
  );
}
