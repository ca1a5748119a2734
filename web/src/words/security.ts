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
  enableB2B: 'Enable B2B',
  enableB2BHelp:
    'It also sends in the names of people who work for external partners. Off: never, also where they are named above.',
  partnerDefaults: 'Partner default parameters',
  partnerDefaultsHelp: 'What emails in such a name get instead of what their rule says.',
  partner: {
    fromName: 'From name',
    replyTo: 'Reply-To',
    cc: 'Cc, added',
    bcc: 'Bcc, added',
    asRule: 'As the rule says',
    values: {
      main_contact_name: 'Main contact name',
      company: 'Partner company name',
      current_user_name: 'Partner current user name',
      main_contact_email: 'Main contact email',
      current_user_email: 'Partner current user email',
    },
  },
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
