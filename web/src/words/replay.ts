const records = (count: number) => (count === 1 ? '1 record' : `${count} records`);

/** A changed rule against what happened. */
export const replay = {
  title: 'What this change would have done',
  text: 'The rule as it is stored and as it stands here, each with the last records of its trigger. Nothing is sent and nothing is saved.',
  comparing: 'Comparing…',
  again: 'Compare again',
  close: 'Close',
  none: 'There are no records of this trigger yet, so there is nothing to compare.',
  allSame: (count: number) => `No difference: ${records(count)} would get the same emails.`,
  skipped: (count: number) => `${records(count)} not compared: there was no time for them.`,
  counts: {
    starts: (count: number) => `${records(count)} would get an email and got none.`,
    stops: (count: number) => `${records(count)} would get no email any more.`,
    changes: (count: number) => `${records(count)} would get another email.`,
    refused: (count: number) => `${records(count)} would be refused.`,
    same: (count: number) => `${records(count)} stay the same.`,
  },
  outcomes: { starts: 'New', stops: 'No more', changes: 'Changed', refused: 'Refused', same: 'Same' },
  added: (addresses: string) => `New recipients: ${addresses}`,
  removed: (addresses: string) => `No more: ${addresses}`,
  before: 'Before',
  now: 'Now',
  empty: 'Empty',
  parts: {
    from: 'From',
    sender: 'Why this sender',
    subject: 'Subject',
    html: 'Body',
    text: 'Plain text',
    attachments: 'Attachments',
    held: 'Held',
  },
};
