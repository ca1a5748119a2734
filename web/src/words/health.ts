const number = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en', { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
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
  bounces: 'Came back',
  bouncesNone: 'nothing was sent in 7 days',
  bouncesIn: (of: { sent: number; bounced: number }, time: string) =>
    of.sent === 0 ? `none in ${time}` : `${percent.format(of.bounced / of.sent)} of ${mails(of.sent)} in ${time}`,
  day: '24 hours',
  week: '7 days',
  tooMany:
    'More than 5 % came back. Providers stop accounts that go on like this: look at the suppressed addresses, and at where the addresses come from.',
  openSource: (name: string) => `Open ${name}`,
  hours: {
    title: 'The last 24 hours',
    summary: (sent: number, waiting: number, failed: number) =>
      sent + waiting + failed === 0
        ? 'No e-mail was given to the outbox.'
        : `Of the e-mails given to the outbox ${number.format(sent)} ${sent === 1 ? 'is' : 'are'} sent, ${number.format(waiting)} ${waiting === 1 ? 'waits' : 'wait'}, ${number.format(failed)} failed.`,
    most: (n: number) => `Tallest bar: ${mails(n)} in an hour`,
    asTable: 'Show the numbers',
    columns: { from: 'From', sent: 'Sent', waiting: 'Waiting', failed: 'Failed' },
    from: (at: number) => clock.format(at),
    number: (n: number) => number.format(n),
  },
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
  alerts: {
    title: 'Who is told',
    text: 'When a mailbox stops working these are told at once, and again when it works. Before a permission ends they are reminded, at most once a day.',
    emails: 'E-mail addresses',
    emailsHelp: 'One in each line, 20 at most. The e-mails go through the default mailbox.',
    webhook: 'Webhook',
    webhookHelp: 'Gets a signed POST. The address begins with https://. Leave it empty for none.',
    secret: 'Secret of the webhook',
    secretHelp: 'At least 16 characters. The receiver checks the signature with it.',
    secretForgotten: 'For another address type its secret. The stored one is forgotten.',
    secretSaved: 'Saved. Hidden for security.',
    replace: 'Replace the secret',
    showSecret: 'Show the secret',
    save: 'Save who is told',
    saved: 'Saved who is told.',
    test: 'Send test alert',
    saveFirst: 'Save first: the test goes to what is stored.',
    none: 'Nobody is told yet.',
    byDefault: (addresses: string) => `Until somebody saves who is told, the administrators are: ${addresses}`,
    tried: (n: number) =>
      n === 1 ? '1 test e-mail is on its way.' : `${number.format(n)} test e-mails are on their way.`,
    delivered: 'The webhook took the test.',
    failed: (problem: string) => `Webhook: ${problem}`,
  },
} as const;
