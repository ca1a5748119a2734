/** Before the end of a consent, where that is known, people are told for that long: ms. */
export const CONSENT_REMIND_MS = 14 * 24 * 3_600_000;
