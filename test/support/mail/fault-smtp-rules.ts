/**
 * Points of an SMTP conversation, in order. The rule of a stage acts before the server's normal answer of that stage:
 * connect = before the greeting, data = before the 354, body = first bytes after the 354, dot = the final dot is in and
 * nothing is stored, stored = the message is stored and counted, the 250 not yet sent, replied = the 250 is on its way.
 */
export type SmtpStage =
  | 'connect'
  | 'ehlo'
  | 'starttls'
  | 'auth'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'body'
  | 'dot'
  | 'stored'
  | 'replied'
  | 'rset'
  | 'quit';

export interface StageEvent {
  stage: SmtpStage;
  /** Counts connections from 1. */
  connection: number;
  /** The login name at auth, the address at mail and rcpt, the recipients from data on, '' elsewhere. */
  subject: string;
  /** Connections open now, this one included. */
  openConnections: number;
  /** Messages stored so far. */
  storedMessages: number;
}

/**
 * hang: no answer, the connection stays open. reset: RST. close: FIN without an answer.
 * reply: this line instead of the normal answer; at dot it refuses the message. raw: exactly these bytes, also half a line.
 * At body there is no answer to replace, so reply and raw speak out of turn there.
 */
export type FaultAction =
  | 'hang'
  | 'reset'
  | 'close'
  | { reply: string; after?: 'close' | 'reset' }
  | { raw: string; after: 'hang' | 'close' | 'reset' }
  | { delayMs: number };

export interface FaultRule {
  stage: SmtpStage;
  /** On the subject, or any condition. */
  match?: RegExp | ((event: StageEvent) => boolean);
  /** Used up after so many uses; default: never. */
  times?: number;
  action: FaultAction;
}

/** The first rule that matches; one use of it is spent. */
export function takeRule(rules: readonly FaultRule[], event: StageEvent): FaultRule | undefined {
  const rule = rules.find((candidate) => {
    if (candidate.stage !== event.stage || candidate.times === 0) return false;
    if (candidate.match === undefined) return true;
    return candidate.match instanceof RegExp ? candidate.match.test(event.subject) : candidate.match(event);
  });
  if (rule?.times !== undefined) rule.times--;
  return rule;
}
