/** Screen 11: the trigger of a rule that looks at received email. */
export const receivedTrigger = {
  mailbox: 'Mailbox',
  mailboxText: 'The data source whose inbox is read.',
  mailboxGone: 'A data source that was deleted',
  automatic: 'Also for automatic emails',
  automaticText: 'Reports of mail servers, absence notes and newsletters.',
  most: 'At most so many for one sender in 24 hours',
  mostText: 'So that two programs do not answer each other without end.',
  receivedText:
    'Without recipients, the email goes to whoever wrote, as an answer. Emails that came before the rule was switched on are left alone.',
} as const;
