const count = new Intl.NumberFormat('en');
const n = (value: number) => count.format(value);
const plural = (value: number, one: string, many: string) => (value === 1 ? `1 ${one}` : `${n(value)} ${many}`);
const mails = (value: number) => plural(value, 'e-mail', 'e-mails');

const MINUTE_MS = 60_000;

/** 'less than a minute', '4 minutes', '2 hours 5 minutes' */
function duration(ms: number): string {
  const minutes = Math.ceil(ms / MINUTE_MS);
  if (ms < MINUTE_MS) return 'less than a minute';
  if (minutes < 60) return plural(minutes, 'minute', 'minutes');
  const rest = minutes % 60;
  const hours = plural(Math.floor(minutes / 60), 'hour', 'hours');
  return rest === 0 ? hours : `${hours} ${plural(rest, 'minute', 'minutes')}`;
}

const about = (ms: number) => (ms < MINUTE_MS ? duration(ms) : `about ${duration(ms)}`);
const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** 'Monday to Friday' where it is a range; ISO numbers, in their order. */
function daysText(days: readonly number[]): string {
  if (days.length === 0 || days.length === 7) return 'every day';
  const [first = 1, last = 1] = [Math.min(...days), Math.max(...days)];
  if (days.length > 2 && last - first + 1 === days.length) return `${DAYS[first - 1]} to ${DAYS[last - 1]}`;
  return days.map((day) => DAYS[day - 1]).join(', ');
}

type Compared = 'contacts' | 'column' | 'none';
const COMPARED: Readonly<Record<Compared, string>> = {
  contacts: 'the contacts of the persons',
  column: 'the address column',
  none: 'nothing',
};

/** The page of one payroll run. The rows have words of their own. */
export const run = {
  number: n,
  crumb: 'Payroll run',
  notFoundBack: 'Go to the payroll runs',
  state: {
    region: 'State',
    pausing: 'Pausing…',
    draft: 'The run is being prepared. Nothing can be sent yet.',
    planning: 'Its rows and documents are being checked.',
    planned: 'The plan is complete. Nothing leaves before it is approved and released.',
    approvedBy: (who: string) => `Approved by ${who}. Nothing leaves before it is released.`,
    startsAt: (when: string, zone: string) => `Starts on ${when} (${zone}).`,
    startsNow: 'Starts in a moment.',
    sending: 'The e-mails are on their way.',
    pausingText: (left: number) => `${mails(left)} at the last step still end; nothing new leaves.`,
    paused: 'Run paused',
    stopped: 'The run stands. Nothing leaves before somebody resumes it.',
    nothing: 'Nothing is to be sent, so nothing waits for an approval.',
    finished: (
      sent: number,
      guarded: { redirected: number; to: string; captured: number },
      {
        failed,
        bounced,
        uncertain,
        suppressed,
        unregistered,
        cancelled,
        all,
      }: Record<'failed' | 'bounced' | 'uncertain' | 'suppressed' | 'unregistered' | 'cancelled' | 'all', number>,
    ) =>
      [
        guarded.redirected + guarded.captured > 0 ? `Finished: ${n(sent)} sent to owners` : `Finished: ${n(sent)} sent`,
        guarded.redirected > 0 && `${n(guarded.redirected)} redirected to ${guarded.to}`,
        guarded.captured > 0 && `${n(guarded.captured)} captured by the guard`,
        failed > 0 && `${n(failed)} failed`,
        bounced > 0 && `${n(bounced)} came back`,
        uncertain > 0 && `${n(uncertain)} may or may not have arrived`,
        suppressed > unregistered && `${n(suppressed - unregistered)} held, because the address gets no e-mail`,
        unregistered > 0 && `${n(unregistered)} held, because the address is not registered any more`,
        cancelled > 0 && `${n(cancelled)} of ${mails(all)} ${cancelled === 1 ? 'was' : 'were'} taken back`,
      ]
        .filter(Boolean)
        .join(', '),
    cancelled: (sent: number, unsent: number) =>
      `Cancelled: ${n(sent)} sent, and these stay sent; ${n(unsent)} were not sent.`,
    prepare: 'Go on preparing',
    openPlan: 'Open the preparation',
    problems: (rows: number) =>
      `${plural(rows, 'row has', 'rows have')} problems. Each must be corrected or left out before the run can be approved.`,
    operatorReleases: 'A payroll operator releases it.',
  },
  guard: {
    title: 'The guard is on',
    planned: 'Goes to the guard',
    redirected: (to: string, value: number) => `${mails(value)} to ${to} instead of the owners`,
  },
  stop: {
    title: 'Sending is stopped',
    text: (by: string, since: string, reason: string) => `Stopped by ${by} since ${since}: ${reason}`,
  },
  progress: {
    label: 'Progress of the run',
    text: (percent: number, sent: number, failed: number, bounced: number) =>
      `${percent}%: ${n(sent)} sent, ${n(failed)} failed${bounced > 0 ? `, ${n(bounced)} came back` : ''}`,
    checking: 'Progress of the check',
    checkingText: (done: number, total: number) => `${n(done)} of ${n(total)}`,
    steps: {
      rows: 'Reading the rows',
      documents: 'Reading the documents',
      matching: 'Matching rows and documents',
      composing: 'Composing the e-mails',
    } as Record<string, string>,
    rate: (perMinute: number) => `${n(perMinute)} a minute`,
    left: (ms: number) => `${about(ms)} left`,
    quiet: 'No progress for 60 s',
    quietSince: (when: string) => `Nothing was sent since ${when}. The run goes on by itself as soon as it can.`,
    quietReason: (reason: string, when: string) => `The connector waits until ${when}: ${reason}`,
  },
  numbers: {
    region: 'Numbers',
    sent: 'Sent',
    redirected: 'Redirected',
    captured: 'Captured',
    failed: 'Failed',
    bounced: 'Came back',
    skipped: 'Skipped',
    waiting: 'Waiting',
    uncertain: 'Uncertain',
    cancelled: 'Cancelled',
    problems: 'Problems',
  },
  actions: {
    pause: 'Pause',
    pausing: 'Pausing…',
    resume: (left: number) => `Resume: ${n(left)} not sent yet; nobody gets it twice`,
    cancel: 'Cancel run',
    retry: (failed: number) => `Retry ${n(failed)} failed`,
    retryAlso: (left: number) => `Retrying also goes on with the ${n(left)} that wait.`,
    report: 'Download report',
    proof: 'Download proof',
    fresh: 'What you see is up to date now.',
  },
  cancelDialog: {
    title: 'Cancel this run?',
    before: (planned: number) => `Nothing was sent. The ${mails(planned)} will never be sent by this run.`,
    text: (sent: number, unsent: number) =>
      `${mails(sent)} left and stay sent. ${mails(unsent)} will not be sent.\nThis cannot be taken back.`,
    keepSending: 'Keep sending',
    keepRun: 'Keep the run',
    go: 'Cancel run',
  },
  plan: {
    title: 'What is in the plan',
    mails: 'E-mails',
    replacements: (rows: number) => `${n(rows)} of them correct an earlier one`,
    from: 'From',
    fromMails: (from: string, value: number) => `${from}: ${mails(value)}`,
    leftOut: 'Left out',
    nobody: 'Nobody',
    reason: (reason: string, rows: number) => `${reason}: ${plural(rows, 'row', 'rows')}`,
    alreadySent: 'Already sent in this period',
    documents: 'Documents',
    noDocuments: 'None',
    used: (used: number) => `${plural(used, 'document', 'documents')}, each for one row`,
    unused: (unused: number) =>
      `${plural(unused, 'document belongs', 'documents belong')} to no row and will not be sent`,
    encrypted: 'Each is encrypted with a password of its own.',
    numberChecked: "The person's number stands in the text of each.",
    confidential: 'Confidential',
    confidentialText: 'Each goes to its owner only.',
    registeredColumn: 'Registered is what the address column says.',
    registeredContacts: 'Registered is what the contact with the employee number has, also when it leaves.',
    permitted: (who: string) => `Besides the owners may receive: ${who}`,
    confirmed: 'Confirmed',
    compared: 'Comparison changed',
    comparedText: (from: Compared, to: Compared) =>
      `Recipients are compared with ${COMPARED[to]}; when the run was planned before, with ${COMPARED[from]}. Rows that were refused may be planned now. Changed by`,
    confirmedText: (rows: number) =>
      `${plural(rows, 'document goes', 'documents go')} to another address than last time; the rows say who confirmed it`,
    byHand: 'Changed by hand',
    changedAddresses: (rows: number) =>
      `${plural(rows, 'address was', 'addresses were')} changed by hand: not as the file says`,
    changedOwners: (rows: number) =>
      `${plural(rows, 'number of a person was', 'numbers of persons were')} changed by hand: not as the file says`,
    chosenDocuments: (rows: number) =>
      `${plural(rows, 'document was', 'documents were')} chosen by hand: not found by its name`,
    showChanged: (rows: number) => (rows === 1 ? 'Show this row' : 'Show these rows'),
    takes: 'Expected duration',
    noLimit: 'As fast as the mail server takes them',
    takesText: (ms: number, connector: string, perMinute: number | null) =>
      `${upperFirst(about(ms))}${perMinute === null ? '' : `, at ${n(perMinute)} a minute`} (${connector})`,
    window: 'Send window',
    windowText: (from: string, to: string, days: readonly number[], zone: string) =>
      `${from} to ${to}, ${daysText(days)} (${zone})`,
    ownClocks: (column: string, zone: string) => `by the clock of each recipient, column ${column}; else ${zone}`,
    anyTime: (zone: string) => `At any time (${zone})`,
    made: 'Made by',
    madeBy: (who: string, others: number) =>
      others === 0 ? who : `${who}, changed by ${plural(others, 'other person', 'others')}`,
    approved: 'Approved by',
    released: 'Released by',
    hash: 'Hash of the plan',
    hashText: 'SHA-256 over every byte of every e-mail. What is sent later is exactly this, or it is not sent.',
    copy: 'Copy the hash',
    copied: 'Copied',
    compare: 'Compare with a hash that you were given',
    same: 'Both are the same.',
    different: 'They differ: this is another plan.',
  },
  samples: {
    title: 'Look at some e-mails',
    text: 'From the beginning, the middle and the end of the plan, as their recipients will see them.',
    open: (owner: string) => `Open the e-mail of ${owner}`,
  },
  approve: {
    title: 'Approval',
    text: 'Whoever approves lets exactly these e-mails leave. Any change of the plan ends the approval.',
    go: (value: number) => `Approve ${mails(value)}`,
    role: 'Approving needs the role Approver or Administrator.',
    maker: 'You made or changed this run: a second person has to approve it.',
    makerTell: 'Tell that person the hash of the plan, so that both of you know that it is the same plan.',
    dialog: 'Approve this plan?',
    dialogText: (value: number, from: string, leftOut: number) =>
      `${mails(value)} from ${from}. ${plural(leftOut, 'row is', 'rows are')} left out.\nNothing leaves before the run is released.`,
    stay: 'Not yet',
    yes: 'Approve',
    done: 'The plan is approved',
  },
  release: {
    title: 'Release',
    when: 'When',
    now: 'Now',
    nowText: 'As soon as the send window is open',
    later: 'At a time',
    time: (zone: string) => `Date and time in ${zone}`,
    timeNow: (now: string) => `There it is ${now} now.`,
    timeMissing: 'Enter a date and a time.',
    go: (value: number) => `Send ${mails(value)}`,
    dialog: 'Release this run?',
    dialogText: (value: number, from: string, leftOut: number, when: string) =>
      `${mails(value)} from ${from}, ${when}. ${plural(leftOut, 'row is', 'rows are')} left out.`,
    atOnce: 'now',
    at: (when: string, zone: string) => `on ${when} (${zone})`,
    stay: 'Do not send',
    yes: 'Release',
    done: 'The run is released',
  },
  /** Of a run that was released and waits for its time. */
  reschedule: {
    title: 'Another time',
    go: (value: number) => `Change the time of ${mails(value)}`,
    dialog: 'Change the time of this run?',
    stay: 'Keep the time',
    yes: 'Change the time',
    done: 'The time is changed',
  },
} as const;
