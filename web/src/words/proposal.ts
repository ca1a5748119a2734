/** A change of a rule that waits for a second person. */
export const proposal = {
  title: 'A change waits for a second person',
  yours: (when: string) => `You proposed it ${when}. What runs is the version that was approved.`,
  by: (who: string, when: string) => `${who} proposed it ${when}. What runs is the version that was approved.`,
  now: 'Runs now',
  proposed: 'Proposed',
  approve: 'Approve the change',
  decline: 'Decline the change',
  takeBack: 'Take the change back',
  approved: 'The change is approved and counts from now on',
  declined: 'The rule stays as it is',
} as const;
