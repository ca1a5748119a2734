import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { CalendarPart, Mailbox } from '../../../src/sdk/index.ts';
import type { Meeting } from './meeting.ts';

/**
 * The meeting as an iCalendar object. Instants are in UTC (RFC 5545, 3.3.5, form 2): every calendar shows them by its own
 * clock, and no definition of a time zone can be out of date or missing.
 */
export function calendarOf(meeting: Meeting): CalendarPart {
  const cancels = meeting.method === 'CANCEL';
  const calendar = ical({
    prodId: { company: 'mailrule', product: 'mailrule', language: 'EN' },
    method: cancels ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const { organizer } = meeting;
  calendar.createEvent({
    id: meeting.uid,
    sequence: meeting.sequence,
    stamp: new Date(meeting.stamp),
    start: new Date(meeting.start),
    end: new Date(meeting.end),
    allDay: meeting.allDay,
    summary: meeting.summary,
    ...(meeting.location === '' ? {} : { location: meeting.location }),
    ...(meeting.description === '' ? {} : { description: { plain: meeting.description } }),
    organizer: { name: quotable(organizer.name ?? organizer.address), email: organizer.address },
    status: cancels ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    attendees: [
      ...meeting.required.map((one) => attendee(one, ICalAttendeeRole.REQ)),
      ...meeting.optional.map((one) => attendee(one, ICalAttendeeRole.OPT)),
    ],
  });
  return { method: meeting.method, content: calendar.toString() };
}

function attendee({ name, address }: Mailbox, role: ICalAttendeeRole) {
  return {
    email: address,
    ...(name === undefined ? {} : { name: quotable(name) }),
    role,
    status: ICalAttendeeStatus.NEEDSACTION,
    rsvp: true,
  };
}

/** A parameter stands in quotes and can hold neither quotes nor line breaks (RFC 5545, 3.1): what follows one would be read as the address. */
function quotable(name: string): string {
  return name
    .replace(/["\\]/g, "'")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}
