import { checkedAddresses, type DialPatience, dial } from '../../../src/mail/dial.ts';
import { type MailPhase, mailError, mailFailure } from '../../../src/mail/mail-errors.ts';
import { certificateReason } from '../../../src/mail/mail-reasons.ts';
import { type CertificateFacts, type MailProtocol, probePlain, probeTlsOn } from '../../../src/mail/probe-tls.ts';
import { normalizeFingerprint } from '../../../src/mail/tls-trust.ts';
import type { TestStepId } from '../../../src/sdk/index.ts';
import { type AdviceContext, adviseOnPort } from './advice.ts';
import type { StepLog, StepNews } from './step-log.ts';

const DNS_MS = 3_000;
const CONNECT_MS = 4_000;
const TLS_MS = 4_000;
const SOON_MS = 14 * 24 * 3_600_000;

const STEPS: Record<MailProtocol, readonly [TestStepId, TestStepId, TestStepId]> = {
  imap: ['find_host', 'connect', 'tls'],
  smtp: ['smtp_find_host', 'smtp_connect', 'smtp_tls'],
};

/** Finds the host, connects, and looks at the certificate; nothing secret is sent. */
export async function testServer(log: StepLog, context: AdviceContext): Promise<void> {
  const { endpoint, protocol, signal, egress } = context;
  const [findHost, connect, encrypt] = STEPS[protocol];
  const advise = (error: Parameters<typeof adviseOnPort>[0]) => adviseOnPort(error, context);
  const patience = (timeoutMs: number): DialPatience => ({ timeoutMs, signal, egress });
  await log.attempt(findHost, async () => {
    const addresses = await translated(context, 'dns', checkedAddresses(endpoint, patience(DNS_MS)));
    return { value: undefined, detail: addresses.join(', ') };
  });
  const socket = await log.attempt(
    connect,
    async () => ({ value: await translated(context, 'connect', dial(endpoint, patience(CONNECT_MS))) }),
    advise,
  );
  await log.attempt(
    encrypt,
    async () => {
      if (endpoint.security !== 'none') return await checkTls(socket, context, patience(TLS_MS));
      const spoken = await translated(context, 'tls', probePlain(socket, patience(TLS_MS)));
      if (spoken !== protocol) throw mailFailure('WRONG_PROTOCOL', where(context, 'tls'));
      return {
        value: undefined,
        detail: 'Not encrypted: passwords can be read on the way.',
        fix: 'Choose SSL/TLS or STARTTLS where the server offers it.',
        notTried: true,
      };
    },
    advise,
  );
}

async function checkTls(
  socket: Awaited<ReturnType<typeof dial>>,
  context: AdviceContext,
  patience: DialPatience,
): Promise<StepNews> {
  const { endpoint } = context;
  const { caPem, pinnedSha256 } = endpoint.trust;
  const facts = await translated(context, 'tls', probeTlsOn(socket, endpoint, patience, caPem));
  const { certificate } = facts;
  if (facts.speaks !== undefined && facts.speaks !== context.protocol) {
    throw mailFailure('WRONG_PROTOCOL', where(context, 'tls'));
  }
  const detail = `${facts.version}. ${describe(certificate)}`;
  const details = { facts: `${describe(certificate)} SHA-256 ${certificate.sha256}.`, sha256: certificate.sha256 };
  if (pinnedSha256 !== undefined) {
    if (normalizeFingerprint(pinnedSha256) !== certificate.sha256)
      throw mailFailure('CERT_PIN', where(context, 'tls'), details);
    if (certificate.validTo < Date.now()) throw mailFailure('CERT_EXPIRED', where(context, 'tls'), details);
  } else if (facts.distrust !== undefined) {
    throw mailFailure(certificateReason(facts.distrust) ?? 'TLS_FAILED', where(context, 'tls'), details);
  }
  const ends = certificate.validTo - Date.now() < SOON_MS;
  return { value: undefined, detail, ...(ends ? { fix: 'The certificate ends soon. Have it renewed.' } : {}) };
}

function describe(certificate: CertificateFacts): string {
  const day = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  return `Certificate for ${certificate.subject}, issued by ${certificate.issuer}, valid until ${day(certificate.validTo)}.`;
}

function where({ endpoint, protocol }: AdviceContext, phase: MailPhase) {
  return { host: endpoint.host, port: endpoint.port, security: endpoint.security, protocol, phase };
}

async function translated<T>(context: AdviceContext, phase: MailPhase, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw mailError(error, where(context, phase));
  }
}
