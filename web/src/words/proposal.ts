/** A change of a rule that waits for a second person. */
export const proposal = {
  title: 'A change waits for a second person',
  yours: (when: string) =>
    `You proposed it ${when}. What runs, and what the page shows below, is the version that was approved: if you save another change of that one, it replaces this proposal.`,
  by: (who: string, when: string) => `${who} proposed it ${when}. What runs is the version that was approved.`,
  now: 'Runs now',
  proposed: 'Proposed',
  approve: 'Approve the change',
  decline: 'Decline the change',
  takeBack: 'Take the change back',
  goOn: 'Continue editing it',
  approved: 'The change is approved and counts from now on',
  declined: 'The rule stays as it is',
} as const;
