import type { SmtpReply } from './smtp-reply.ts';
import type { Transmitted } from './smtp-session.ts';

export type RecipientVerdict = 'accepted' | 'failed' | 'retry';

/**
 * What a transmission means.
 * - accepted: at least one recipient was accepted and the server took the message
 * - retry: certainly not accepted, may succeed later
 * - failed: certainly not accepted, will not succeed
 * - uncertain: the final dot may have left and no readable reply came: never sent again automatically
 * - connector: it concerns the connector, not this mail: pause the connector, consume no attempt
 */
export type VerdictKind = 'accepted' | 'retry' | 'failed' | 'uncertain' | 'connector';

export interface Verdict {
  kind: VerdictKind;
  /** one sentence for a person */
  detail: string;
  reply?: SmtpReply;
  /** see Transmitted */
  serverMessageId?: string;
  recipients: { address: string; verdict: RecipientVerdict; reply?: SmtpReply }[];
}

/** Pure. The reply code decides, then the enhanced code, then the phase; a library's error code never does. */
export function deliveryVerdict(recipients: string[], result: Transmitted): Verdict {
  const refused = new Map(result.rejected.map((one) => [one.address.toLowerCase(), one.reply]));
  const others = (verdict: RecipientVerdict) =>
    recipients.map((address) => {
      const reply = refused.get(address.toLowerCase());
      return reply ? { address, verdict: replyVerdict(reply), reply } : { address, verdict };
    });
  const { reply } = result;
  const withReply = reply ? { reply } : {};

  if (reply && reply.code >= 200 && reply.code < 300 && result.phase === 'dot') {
    return {
      kind: 'accepted',
      detail: 'The server accepted the message.',
      ...withReply,
      ...(result.serverMessageId && { serverMessageId: result.serverMessageId }),
      recipients: others('accepted'),
    };
  }
  if (result.phase === 'dot' && !(reply && reply.code >= 400)) {
    return {
      kind: 'uncertain',
      detail: `The connection ended while the server's answer was outstanding: it may or may not have the message.`,
      ...withReply,
      recipients: others('retry'),
    };
  }
  if (reply && reply.code >= 400) {
    if (concernsConnector(reply)) {
      return {
        kind: 'connector',
        detail: `The server asks to slow down or sign in again: ${reply.text}`,
        reply,
        recipients: [],
      };
    }
    const list = others(replyVerdict(reply));
    const kind = list.some((one) => one.verdict === 'retry') ? 'retry' : 'failed';
    return { kind, detail: `The server refused: ${reply.text}`, reply, recipients: list };
  }
  return {
    kind: 'retry',
    detail: `The connection was lost before the message was complete${result.error ? ` (${result.error.message})` : ''}.`,
    recipients: others('retry'),
  };
}

function replyVerdict(reply: SmtpReply): RecipientVerdict {
  return reply.code >= 500 ? 'failed' : 'retry';
}

/**
 * Limits and sign-in troubles: 421 and 432 (too many connections), 454 (throttled or temporary sign-in failure), Gmail's
 * and Microsoft's daily limits, and every "authentication required". They say nothing about this message.
 */
function concernsConnector(reply: SmtpReply): boolean {
  if ([421, 432, 454, 530, 534, 535].includes(reply.code)) return true;
  if (reply.enhanced === undefined) return false;
  return ['5.4.5', '4.7.28', '5.7.30', '5.7.57', '5.7.139'].includes(reply.enhanced);
}
