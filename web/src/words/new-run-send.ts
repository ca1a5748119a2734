import { newRun } from './new-run.ts';

const { number, rows } = newRun;
const payslips = (count: number) => (count === 1 ? '1 payslip' : `${number(count)} payslips`);

/** Words of the steps Email, and Check and send, of a new payroll run. */
export const newRunSend = {
  email: {
    title: 'Email',
    rule: 'Send email rule',
    edit: 'Edit the rule',
    editText: 'Opens in a new tab. When you come back, the rows are checked again.',
    changed: 'The rule was changed since the last check. The rows are checked again.',
    notChecked: 'The emails are shown when the rows are checked.',
    none: 'No row is ready to be sent.',
    toMatch: 'See the problems',
    page: (place: number, count: number) => `Row ${number(place)} of ${number(count)}`,
    previous: 'Previous row',
    next: 'Next row',
    search: 'Find a person',
    searchText: 'A part of the number or address',
    noHit: 'No row that is ready has this in its number or address.',
    preview: 'Finished email',
    test: 'Send a test to me',
    testTitle: (owner: string) => `Test with the row of ${owner}`,
    testText: 'Sends this email to one address. The document stays out; a note stands in its place.',
  },
  send: {
    title: 'Check and send',
    numbers: 'What will happen',
    toSend: 'To be sent',
    leftOut: 'Left out',
    problems: 'Problems',
    nobody: 'none',
    reason: (reason: string, count: number) => `${reason}: ${number(count)}`,
    documents: 'Documents',
    noDocuments: 'None: each person gets the email only',
    used: (count: number) => (count === 1 ? '1 document, for one row' : `${number(count)} documents, each for one row`),
    unused: (count: number) =>
      count === 1
        ? '1 document belongs to no row and will not be sent.'
        : `${number(count)} documents belong to no row and will not be sent.`,
    notAttached: (count: number) =>
      count === 1
        ? 'A file with documents was uploaded, but nothing of it is attached: step Match says that there are no documents.'
        : `${number(count)} files with documents were uploaded, but nothing of them is attached: step Match says that there are no documents.`,
    corrections: (count: number) => `${number(count)} of them correct an earlier email`,
    byHand: 'Changed by hand',
    showChanged: (count: number) => (count === 1 ? 'Show this row' : 'Show these rows'),
    from: 'From',
    takes: 'Takes',
    asFast: 'As fast as the server takes them',
    moment: 'Less than a minute',
    about: (duration: string) => `About ${duration}`,
    hash: 'Hash of the plan',
    hashText: 'Stands for every byte of every email. What is approved is what is sent.',
    when: 'When',
    now: 'Now',
    nowText: 'As soon as you have confirmed.',
    later: 'At a time',
    time: 'Date and time',
    timeMissing: 'Choose a date and time.',
    zone: 'Time zone',
    window: 'Only at certain hours',
    windowText: 'Outside these hours sending waits and goes on by itself.',
    windowFrom: 'From',
    windowTo: 'To',
    windowOrder: 'The end must be later than the beginning.',
    days: 'On these days',
    dayNames: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    blocked: 'Not ready yet',
    hasProblems: (count: number) => `${plainProblems(count)}. Fix each of them, or leave its row out.`,
    toProblems: 'Go to the problems',
    notChecked: 'The rows are not checked, or something was changed since.',
    toCheck: 'Go to Match and check the rows',
    nothing: 'There is nothing to send: every row is left out.',
    noRows: 'There is nothing to send: the file has no rows. Upload the file with the rows again.',
    toUpload: 'Go to Upload',
    ruleChanged: 'The rule was changed since the last check.',
    toEmail: 'Go to Email, where the rows are checked again',
    button: (count: number) => `Send ${payslips(count)}`,
    confirmTitle: (count: number) => `Send ${payslips(count)}?`,
    confirmFrom: (from: string) => `From ${from}.`,
    confirmNow: 'Sending begins now.',
    confirmAt: (time: string, zone: string) => `Sending begins at ${time} (${zone}).`,
    confirmWindow: (from: string, to: string) => `Only between ${from} and ${to}.`,
    confirmOut: (count: number) =>
      count === 0 ? 'No row is left out.' : count === 1 ? '1 row is left out.' : `${rows(count)} are left out.`,
    stay: 'Do not send yet',
    secondTitle: 'A second person must approve this run',
    secondText:
      'Somebody with the role Approver or Administrator, who did not work on it, opens this address and approves it. Then you release it on the page of the run.',
    approvedBy: (who: string) => `${who} approved this run. It can be sent now.`,
    link: 'Address for the second person',
    copy: 'Copy the address',
    copied: 'Copied',
    toRun: 'Go to the run',
    done: (count: number) => `Sending ${payslips(count)}`,
  },
  duration: {
    moment: 'less than a minute',
    minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
    hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
    days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  },
} as const;

function plainProblems(count: number): string {
  return count === 1 ? '1 row has a problem' : `${number(count)} rows have problems`;
}
