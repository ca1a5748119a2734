export const STEPS = ['upload', 'match', 'email', 'send'] as const;
export type Step = (typeof STEPS)[number];

export function isStep(value: unknown): value is Step {
  return STEPS.some((step) => step === value);
}
