/** How many e-mails may leave in an hour of the clock before the next ones wait for an administrator; null: any number. */
export interface SendingLimits {
  perConnector: number | null;
  perRule: number | null;
  /** for each address, over all rules and connectors */
  perRecipient: number | null;
}

/** Above what people do, below what a loop does. Payroll runs are approved by their plan and count nowhere. */
export const DEFAULT_LIMITS: SendingLimits = { perConnector: 10_000, perRule: 2_000, perRecipient: 200 };

export const NO_LIMITS: SendingLimits = { perConnector: null, perRule: null, perRecipient: null };
