/** The meeting that an email of a rule invites to. */
export const meeting = {
  start: 'Start time',
  startText: 'A field, or a time like 2026-12-31T09:00; for whole days a date like 2026-12-31.',
  end: 'End time',
  endText: 'As the start time. Of whole days the last one.',
  location: 'Location',
  timeZone: 'Time zone',
  timeZoneText: 'Of times that say none, e.g. Europe/Prague. Blank: that of the server.',
  key: 'Key of the meeting',
  keyText:
    'What stays the same when it changes or is cancelled, e.g. the number of the interview. Blank: always a new meeting.',
  operation: 'What happens',
  operations: { request: 'Invite, or change the meeting with this key', cancel: 'Cancel the meeting with this key' },
};
