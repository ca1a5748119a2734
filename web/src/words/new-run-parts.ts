import { newRun } from './new-run.ts';

const { number } = newRun;

/** Words of the parts of step Match that not every run needs. */
export const newRunParts = {
  link: {
    label: 'How does a document go out?',
    never: 'As a file',
    neverText: 'Attached to the email.',
    above_limit: 'As a link when it is too big',
    above_limitText: 'Only where the mail server would refuse the email.',
    always: 'Always as a link',
    alwaysText: 'To this server, where its owner downloads it.',
    days: 'Days a link works',
    daysText: '1 to 365, counted from the check of the rows.',
  },
  unused: {
    count: (count: number) =>
      count === 1 ? 'One document belongs to no row.' : `${number(count)} documents belong to no row.`,
    show: (count: number) => (count === 1 ? 'Show it' : 'Show them'),
    hide: 'Hide them',
    list: 'Documents that belong to no row',
    noRow: 'No row asks for a file with this name.',
    noRowOf: (owner: string) => `No row has the number ${owner}.`,
    more: (count: number) => `Show more (${number(count)})`,
  },
  part: {
    title: 'Which rows',
    text: 'Empty: all of them. The others are left out, and counted.',
    from: 'From row',
    to: 'To row',
    column: 'Only rows with certain values in',
    values: 'These values',
    valuesText: 'Type one and press Enter; a row needs one of them.',
    valuesMissing: 'Give at least one value, or choose no column.',
    order: 'The last row comes before the first one.',
    other: 'Conditions that came by the command line or the API choose the rows; they stay as they are.',
  },
  layout: {
    file: 'Layout (JSON file)',
    fileText: 'The same file for every month; an example is in examples/04-payroll-run.',
    kept: (title: string | undefined, blocks: number) => `A layout is there: ${title ?? 'no title'}, ${blocks} parts.`,
    taken: (name: string, blocks: number) => `${name}: ${blocks} parts. The check says what is wrong in them.`,
    missing: 'Choose the file with the layout.',
    tooBig: 'A layout has at most 1 MB.',
    notJson: 'This file is no JSON. Choose the layout as a .json file.',
    noBlocks: 'This JSON is no layout: it has no list "blocks".',
    unreadable: 'This file cannot be read. Choose it again.',
  },
  passwords: {
    title: 'Passwords from a file',
    file: 'Store passwords from a file',
    fileText: 'CSV, XLSX or JSON with a row for each person. Nobody can read them afterwards; the file is not kept.',
    owner: "Column with the person's number",
    column: 'Column with the password',
    store: 'Store the passwords',
    stored: (stored: number, refused: number) =>
      `${number(stored)} stored${refused === 0 ? '.' : `, ${number(refused)} not.`}`,
    line: (line: number, message: string) => `Line ${number(line)}: ${message}`,
    deleteFile: 'Delete the file now: the passwords are in it.',
  },
} as const;
