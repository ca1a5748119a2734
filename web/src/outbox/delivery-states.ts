import type { MailState } from './mail-types.ts';

const ALL: Record<MailState, true> = {
  held: true,
  queued: true,
  sending: true,
  dot_pending: true,
  uncertain: true,
  accepted: true,
  failed: true,
  cancelled: true,
  bounced: true,
};

/** The states that the API knows. */
export const DELIVERY_STATES: ReadonlySet<string> = new Set(Object.keys(ALL));
