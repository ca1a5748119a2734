const MINUTE = 60_000;

/** How long automatic attempts go on, and how far apart they are. All in milliseconds. */
export interface RetryPolicy {
  /** from the first entry into the outbox; RFC 5321, 4.5.4.1 asks for four to five days, people want to know sooner */
  deadlineMs: number;
  delaysMs: number[];
  /** pauses of a connector whose server refuses us; the last one repeats */
  pausesMs: number[];
  /** the same after a refused sign-in or certificate: each try can lock the account */
  signInPausesMs: number[];
  /** connections that failed in a row before the connector counts as problematic */
  circuitFailures: number;
  /** looks for proof of an uncertain mail; afterwards once a day */
  looksMs: number[];
  /** attempts to file a Sent copy before it is given up and shown */
  sentCopyAttempts: number;
}

export const RETRY_POLICY: RetryPolicy = {
  deadlineMs: 48 * 60 * MINUTE,
  delaysMs: [1, 5, 15, 30, 60].map((minutes) => minutes * MINUTE),
  pausesMs: [15_000, MINUTE, 5 * MINUTE, 15 * MINUTE],
  signInPausesMs: [MINUTE, 15 * MINUTE, 60 * MINUTE, 6 * 60 * MINUTE],
  circuitFailures: 5,
  looksMs: [5_000, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 6 * 60 * MINUTE, 24 * 60 * MINUTE],
  sentCopyAttempts: 12,
};

/** The n-th delay (from 1), give or take a tenth, so that a thousand mails do not come back in the same second. */
export function nthDelay(delaysMs: number[], n: number, random: () => number = Math.random): number {
  const delay = delaysMs[Math.min(n, delaysMs.length) - 1] ?? MINUTE;
  return Math.round(delay * (0.9 + 0.2 * random()));
}
