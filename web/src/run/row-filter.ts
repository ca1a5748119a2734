/** What people tell apart, with the states of the API behind each: of the rows, and of their e-mails. */
export const ROW_STATES = {
  sent: 'accepted',
  redirected: 'redirected',
  captured: 'captured',
  failed: 'failed',
  bounced: 'bounced',
  uncertain: 'uncertain',
  waiting: 'waiting,held,queued,sending,dot_pending',
  left_out: 'left_out',
  problem: 'problem',
  cancelled: 'cancelled',
} as const;

export type RowState = keyof typeof ROW_STATES;

/** What needs somebody's eyes after sending. */
export const FAILURES = `${ROW_STATES.failed},${ROW_STATES.bounced},${ROW_STATES.uncertain}`;
