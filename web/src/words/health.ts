const number = new Intl.NumberFormat('en');
const mails = (n: number) => (n === 1 ? '1 e-mail' : `${number.format(n)} e-mails`);

/** Health: whether each mailbox works, what waits for it, and what the limits of an hour have counted. */
export const health = {
  title: 'Health',
  text: 'Whether each mailbox works, what waits for it, and who was told. The page renews itself.',
  list: 'Mailboxes',
  none: 'No data sources yet. Add one, and its health is shown here.',
  noneLink: 'Data sources',
  summary: (ill: number, all: number) =>
    ill === 0 ? `All ${all} mailboxes are without trouble.` : `${ill} of ${all} mailboxes do not work.`,
  proven: 'Last proven round trip',
  inbox: 'Inbox last read',
  inboxNever: 'not yet; it is read after the first email',
  inboxProblem: (reason: string) => `Returned emails cannot be read: ${reason}`,
  never: 'never',
  queue: 'Queue',
  queueEmpty: 'nothing waits',
  queued: (n: number) => `${mails(n)}, the oldest`,
  circuit: 'Circuit',
  closed: 'closed: e-mails are tried',
  open: (failures: number) => `open after ${failures} ${failures === 1 ? 'failure' : 'failures'} in a row, next try`,
  halfOpen: (failures: number) => `${failures} ${failures === 1 ? 'failure' : 'failures'} in a row, tried again now`,
  told: 'Administrators',
  toldWords: { problematic: 'told that it does not work', well: 'told that it works again' },
  notTold: 'nothing to tell so far',
  webhook: (problem: string) => `Webhook not delivered: ${problem}`,
  consent: 'Permission ends',
  openSource: (name: string) => `Open ${name}`,
  limits: {
    title: 'Limits of this hour',
    text: 'What is above a limit waits until an administrator lets it go.',
    none: 'No e-mail was counted in this hour.',
    columns: { what: 'What', count: 'E-mails', limit: 'Limit' },
    kinds: {
      connector: (name: string) => `Through "${name}"`,
      rule: (name: string) => `Of the rule "${name}"`,
      recipient: (name: string) => `To ${name}`,
    },
    any: 'no limit',
    of: (n: number) => number.format(n),
    full: 'reached',
  },
} as const;
