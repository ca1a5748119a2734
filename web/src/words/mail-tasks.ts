/** E-mails of rules that a person sends. */
export const mailTasks = {
  heading: 'To be sent by you',
  subjectOf: (subject: string) => subject || 'No subject',
  from: (rule: string | null, to: string) => `Rule "${rule ?? 'deleted'}", to ${to}`,
  record: (id: string) => `record ${id}`,
  takenBy: (name: string) => `${name} has taken it.`,
  take: (subject: string) => `Open ${subject}`,
  open: 'Open',
  confidential: (files: readonly string[]) =>
    `This e-mail is confidential. Only its subject and its text can be changed.${files.length === 0 ? '' : ` Its files go along: ${files.join(', ')}.`}`,
  giveBack: 'Give back to the group',
  decline: 'Do not send',
  reason: 'Why it is not sent',
  confirm: 'Decline this e-mail',
  keep: 'Go on writing',
} as const;
