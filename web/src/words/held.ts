/** E-mails that wait above a limit of an hour, or of one event with many e-mails. */
export const held = {
  titles: { limits: 'Held by a limit', events: 'E-mails that wait for approval' },
  texts: {
    limits: 'More e-mails than the limit of an hour. They wait until they are let go or taken back.',
    events: 'One event made more than 500 e-mails. None of them leaves before somebody lets all of them go.',
  },
  event: (name: string) => `Of one event, by the rule "${name}"`,
  since: 'since',
  second: 'You caused this event: a second person has to let it go.',
  connector: (name: string) => `Through the connector "${name}"`,
  rule: (name: string) => `Of the rule "${name}"`,
  recipient: (name: string) => `To ${name}`,
  count: (n: number) => (n === 1 ? '1 e-mail' : `${new Intl.NumberFormat('en').format(n)} e-mails`),
  approve: 'Let go',
  approveAll: (what: string) => `Let go: ${what}`,
  cancel: 'Take back',
  cancelAll: (what: string) => `Take back: ${what}`,
  sure: 'Take these e-mails back?',
  sureText: (n: string) => `${n} will never be sent. They stay in the outbox as cancelled.`,
  stay: 'Keep them waiting',
  let: (n: string) => `${n} on the way`,
  taken: (n: string) => `${n} taken back`,
} as const;
