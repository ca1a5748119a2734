import { createHash, type Hash } from 'node:crypto';
import { deliveryVerdict, type Verdict } from '../../mail/delivery-verdict.ts';
import type { SmtpSession, Transmitted } from '../../mail/smtp-session.ts';
import { AppError } from '../../sdk/index.ts';
import type { OutboxDeps } from '../deps.ts';
import { readToSend, unreadableVerdict } from '../enqueue/mail-content.ts';
import { markerProof, type SendingConnector } from '../proof/proof-entries.ts';
import { type ClaimedDelivery, holdsLease, markDotPending } from './claim.ts';
import { type AttemptRecord, recordAttempt } from './record.ts';

/** An answer of the server is kept in memory for so long while the database is away. */
const RECORD_PATIENCE_MS = 120_000;

export interface Delivered {
  verdict: Verdict;
  /** resolves when the verdict is durable; rejects when the database stays away */
  recorded: Promise<void>;
  /** it was taken back, or another worker has it */
  lost: boolean;
}

interface Claim {
  delivery: ClaimedDelivery;
  token: string;
  connectorId: string;
  /** for the proof */
  connector: SendingConnector;
}

/**
 * Transmits one claimed mail and writes what came of it. The answer is on its way into the database before anything else
 * happens: between the two a crash would make the mail uncertain. The session may be unusable afterwards.
 */
export async function deliver(deps: OutboxDeps, session: SmtpSession, claim: Claim): Promise<Delivered> {
  const { delivery, token } = claim;
  const startedAt = deps.clock.now();
  // A run may be paused while its mails are claimed: nothing of them is worth sending then.
  if (delivery.locked && !(await holdsLease(deps, delivery.id, token))) {
    const verdict: Verdict = { kind: 'retry', detail: 'It was taken back before it was sent.', recipients: [] };
    return { verdict, recorded: Promise.resolve(), lost: true };
  }
  const refusal = localRefusal(session, delivery);
  const result: Transmitted | undefined = refusal ? undefined : await transmit(deps, session, claim);
  const altered =
    result?.error instanceof Altered
      ? refusalOf(delivery, result.error.message)
      : unreadableVerdict(delivery.recipients, result?.error);
  const verdict =
    refusal ?? altered ?? deliveryVerdict(delivery.recipients, result ?? { phase: 'envelope', rejected: [] });
  const lost = result?.error instanceof AppError && result.error.code === 'LEASE_LOST';
  const recorded = untilRecorded(deps, { ...claim, verdict, phase: result?.phase ?? 'local', startedAt });
  const outcome = lost ? 'lease_lost' : verdict.kind;
  if (deps.counts) deps.counts.attempts[outcome] = (deps.counts.attempts[outcome] ?? 0) + 1;
  deps.log.info(
    {
      ...(delivery.eventId !== null && { eventId: delivery.eventId }),
      ...(delivery.locked && { runId: delivery.locked.runId }),
      messageId: delivery.id,
      connectorId: claim.connectorId,
      verdict: outcome,
      code: verdict.reply?.code,
    },
    'delivery attempted',
  );
  return { verdict, recorded, lost };
}

/**
 * The database may be away for a moment just now. What the server answered must not be forgotten for that: the mail would
 * become uncertain. A record that was written and not acknowledged finds its lease gone, and changes nothing.
 */
async function untilRecorded(deps: OutboxDeps, attempt: AttemptRecord): Promise<void> {
  const deadline = deps.clock.now() + RECORD_PATIENCE_MS;
  for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, 2_000)) {
    try {
      return await recordAttempt(deps, attempt);
    } catch (error) {
      if (deps.clock.now() > deadline) throw error;
      deps.log.error({ err: error, messageId: attempt.delivery.id }, 'attempt not recorded yet, trying again');
      await deps.clock.sleep(waitMs);
    }
  }
}

function transmit(deps: OutboxDeps, session: SmtpSession, claim: Claim): Promise<Transmitted> {
  const { delivery, token } = claim;
  const hash = createHash('sha256');
  const stored = readToSend(deps.store, delivery);
  const content = deps.recent?.keeping(delivery.id, stored) ?? stored;
  return session.transmit({
    from: delivery.envelopeFrom,
    recipients: delivery.recipients,
    size: delivery.size,
    smtpUtf8: delivery.smtpUtf8,
    envelopeId: delivery.id,
    content: delivery.locked ? hashed(content, hash) : content,
    beforeDot: async () => {
      if (delivery.locked && hash.digest('hex') !== delivery.locked.sha256) throw new Altered();
      const proof = markerProof(claim, session, deps.clock.now());
      if (!(await markDotPending(deps, delivery.id, token, proof))) {
        throw new AppError('LEASE_LOST', 'Another worker took this mail over; it is not sent here.');
      }
    },
  });
}

/** The bytes are not those of the plan. Without the final dot the server has not taken them. */
class Altered extends Error {
  constructor() {
    super(
      'Not sent: its stored bytes are not those of the plan that was approved (their SHA-256 differs). Plan this row again.',
    );
  }
}

async function* hashed(content: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer, void, undefined> {
  for await (const piece of content) {
    hash.update(piece);
    yield piece;
  }
}

function refusalOf(delivery: ClaimedDelivery, detail: string): Verdict {
  return {
    kind: 'failed',
    detail,
    recipients: delivery.recipients.map((address) => ({ address, verdict: 'failed' })),
  };
}

/** What this server certainly cannot take is refused with a sentence, before a byte is sent. */
function localRefusal(session: SmtpSession, delivery: ClaimedDelivery): Verdict | undefined {
  const refuse = (detail: string) => refusalOf(delivery, detail);
  if (session.maxSize > 0 && delivery.size > session.maxSize) {
    return refuse(
      `The message has ${megabytes(delivery.size)} MB; this mail server takes at most ${megabytes(session.maxSize)} MB. Send a link instead of the attachment.`,
    );
  }
  if (delivery.smtpUtf8 && !session.offersSmtpUtf8) {
    return refuse(
      'An address has letters outside ASCII before the @, and this mail server does not offer SMTPUTF8 (RFC 6531).',
    );
  }
  return undefined;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
