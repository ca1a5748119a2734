/** Who sends the email of a rule. */
export const performer = {
  label: 'Who sends it',
  text: 'By hand, it waits in the inbox page of a person, who looks at it, changes it, and sends it or not.',
  automatic: 'Nobody: it leaves by itself',
  byHand: 'By hand',
  owner: 'The owner of the record',
  field: (title: string) => `Whom “${title}” names`,
  people: 'Users and groups',
  nobody: 'Nobody of this name',
} as const;
