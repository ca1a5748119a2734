/** Screen 11, a part that is loaded when it is opened: an email for each row of a table. */
export const rows = {
  rows: 'For each row of',
  rowsText: 'The emails are sent once for each row. Their fields are called “row”.',
  rowsOnce: 'Once, for the whole record',
  rowsClear: 'Send once, for the whole record',
  noTables: 'The form has no table.',
  which: 'For which rows',
  sendWhen: (sentence: string) => `Send for a row when: ${sentence}`,
  always: 'for every row',
  aroundText: 'Once for the whole record, beside what is sent for each row:',
  add: { before: 'Add an email before the rows', after: 'Add an email after the rows' },
} as const;
