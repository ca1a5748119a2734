/** Guard: whom this installation may write to, and the switch that stops all sending. */
export const guard = {
  title: 'Guard',
  text: 'For installations that are not the real one: it keeps e-mails from real people.',
  configured: 'Set by the environment of the server; what you choose here can only make it stricter.',
  mode: 'Whom e-mails may go to',
  modes: {
    off: { label: 'Everybody', help: 'E-mails go to their recipients.' },
    capture: { label: 'Nobody', help: 'Every e-mail is composed, stored and shown in the outbox as captured.' },
    redirect: {
      label: 'One address instead of the recipients',
      help: 'The original recipients stand in a line above the text.',
    },
    allow_list: {
      label: 'Only addresses of a list',
      help: 'Others are left out; an e-mail for nobody on the list is captured.',
    },
  },
  redirectTo: 'Address',
  allowed: 'Addresses and domains',
  allowedHelp: 'One on each line; a whole domain as @example.com',
  captured: 'What was captured does not leave when the guard is switched off.',
  save: 'Save',
  saved: 'Details saved successfully',
  stop: {
    title: 'Stop all sending',
    text: 'At once and in all processes, for what waits in the queue, too. Nothing is lost: e-mails are accepted and wait.',
    reason: 'Reason',
    reasonHelp: 'Everybody who works here sees it.',
    missing: 'Say why, so that others know when to go on.',
    button: 'Stop all sending',
    sure: 'Stop all sending now?',
    stay: 'Keep sending',
    by: (who: string, when: string) => `Stopped by ${who}, ${when}`,
    resume: 'Resume sending',
    resumed: 'Sending goes on',
    done: 'All sending is stopped',
  },
} as const;
