/** Words of who may change a data source and in whose name it sends. */
export const security = {
  open: 'Security',
  title: 'Security settings',
  of: (name: string) => `Of ${name}`,
  administrators: 'Connection administrators',
  administratorsHelp: 'May change, test and delete it. Blank: any Administrator and Data sources manager.',
  users: 'Connection users',
  usersHelp: 'It sends in their names. Blank: everyone. A rule sends in the name of who saved it last.',
  excluded: 'Excluded users',
  excludedHelp: 'It never sends in their names, whatever else is said.',
  readOnly: 'Read-only',
  readOnlyHelp: 'Nobody changes or deletes it until this is switched off. It can be tested, and it sends.',
  save: 'Save',
  cancel: 'Cancel',
  saved: 'Details saved successfully',
  lockOut: {
    title: 'You would lock yourself out',
    administrator:
      'You are not among the connection administrators. You could still look at this data source and change these settings, and nothing else.',
    manager:
      'You are not among the connection administrators. After saving you cannot open this data source any more; an Administrator can let you in again.',
  },
  lockedOut: {
    title: 'You may look, but not change',
    text: 'Only the connection administrators change and test this data source. As an Administrator you can add yourself under Security.',
  },
  managed: {
    title: 'This data source comes from a file',
    text: (file: string) =>
      `It can be tested, and it sends. To change it, change the file ${file} of the server's configuration and restart the server.`,
  },
  readOnlyNow: {
    title: 'This data source is read-only',
    text: 'It can be tested, and it sends. To change it, switch that off under Security.',
  },
} as const;
