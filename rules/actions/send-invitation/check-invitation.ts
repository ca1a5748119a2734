import {
  type ActionContext,
  type Finding,
  instantInZone,
  isTimeZone,
  type JsonSchema,
  parseAddress,
  wallTime,
} from '../../../src/sdk/index.ts';
import { checkTemplates } from '../../mail/check.ts';
import type { MailParams } from '../../mail/mail-params.gen.ts';
import type { Invitation } from './invitation.gen.ts';
import { MIXED, readTime, TOO_EARLY, timeProblem } from './meeting.ts';

/** Every template of the meeting with its JSON pointer. */
export function invitationTemplates(invitation: Invitation): { path: string; template: string }[] {
  const { start, end, timeZone, location, description, organizer, key } = invitation;
  const texts = { start, end, timeZone, location, description, key };
  return [
    ...Object.entries(texts).flatMap(([name, template]) =>
      template === undefined ? [] : [{ path: `/${name}`, template }],
    ),
    ...Object.entries(organizer ?? {}).map(([name, template]) => ({ path: `/organizer/${name}`, template })),
  ];
}

/** What can be known of the meeting when the rule is saved. */
export function checkInvitation(
  invitation: Invitation,
  of: { params: MailParams; context: ActionContext; schema: JsonSchema | undefined },
): Finding[] {
  const findings = [
    ...lackingTimes(invitation),
    ...checkTemplates(invitationTemplates(invitation), of),
    ...typedValues(invitation),
    ...keyFindings(invitation),
  ];
  return findings.map((finding) => ({ ...finding, path: `/invitation${finding.path}` }));
}

function lackingTimes({ start, end }: Invitation): Finding[] {
  return Object.entries({ start, end })
    .filter(([, text]) => text.trim() === '')
    .map(([name]) => ({
      level: 'error',
      path: `/${name}`,
      message: `Give the ${name} of the meeting.`,
      incomplete: true,
    }));
}

/** What was typed without a template is checked now. */
function typedValues(invitation: Invitation): Finding[] {
  const { timeZone, organizer } = invitation;
  return [...zoneFindings(timeZone), ...timeFindings(invitation), ...organizerFindings(organizer)];
}

/** '' of a template: what it makes is known at the event only. */
function typed(text: string | undefined): string {
  return text === undefined || text.includes('{{') ? '' : text.trim();
}

function zoneFindings(timeZone: string | undefined): Finding[] {
  if (timeZone === undefined) return [];
  const zone = timeZone.trim();
  if (zone === '') return [refuse('/timeZone', 'Give a time zone like Europe/Prague, or leave it out.')];
  if (zone.includes('{{') || isTimeZone(zone)) return [];
  return [refuse('/timeZone', `"${zone}" is no time zone. One looks like Europe/Prague.`)];
}

function timeFindings({ start, end, timeZone }: Pick<Invitation, 'start' | 'end' | 'timeZone'>): Finding[] {
  const zone = isTimeZone(typed(timeZone)) ? typed(timeZone) : 'UTC';
  const findings: Finding[] = [];
  for (const [name, given] of Object.entries({ start, end })) {
    const text = typed(given);
    const why = text === '' ? undefined : timeProblem(text, zone);
    if (why !== undefined) findings.push(refuse(`/${name}`, why));
  }
  const [from, to] = [readTime(typed(start), zone), readTime(typed(end), zone)];
  if (findings.length > 0 || from === undefined || to === undefined) return findings;
  if (from.civil !== to.civil) return [refuse('/end', MIXED)];
  if (to.civil ? to.at >= from.at : to.at > from.at) return [];
  const skipped = [typed(start), typed(end)].find((text) => isSkipped(text, zone));
  return [refuse('/end', skipped === undefined ? TOO_EARLY : `${TOO_EARLY} ${skippedText(skipped, zone)}`)];
}

/** A time that no clock of the zone shows. */
function isSkipped(text: string, zone: string): boolean {
  const local = text.replace(' ', 'T').slice(0, 16);
  const at = instantInZone(local, zone);
  const hasOffset = /(Z|[+-]\d\d:\d\d)$/.test(text);
  return at !== undefined && !hasOffset && wallTime(zone, at) !== local;
}

function skippedText(text: string, zone: string): string {
  return `${text} does not exist in ${zone}: the clocks are put forward over it, and the moment after that counts.`;
}

function organizerFindings(organizer: Invitation['organizer']): Finding[] {
  if (organizer === undefined) return [];
  const path = '/organizer/address';
  if (organizer.address.trim() === '') {
    return [refuse(path, 'Give the address of the organiser, or leave the organiser out: then it is the From.')];
  }
  const address = typed(organizer.address);
  const parsed = address === '' ? undefined : parseAddress(address);
  return parsed !== undefined && 'problem' in parsed ? [{ ...refuse(path, parsed.problem), code: 'ADDRESS' }] : [];
}

function keyFindings({ key, operation }: Invitation): Finding[] {
  if (key !== undefined && key.trim() !== '') return [];
  if (key !== undefined && operation !== 'cancel') {
    return [refuse('/key', 'Give the key, e.g. the number of the interview, or leave it out.')];
  }
  if (operation === 'cancel') {
    return [refuse('/key', 'Give the key of the meeting that is cancelled, e.g. the number of the interview.')];
  }
  const message = 'Without a key every event makes a new meeting: no later e-mail can change or cancel it.';
  return [{ level: 'warning', path: '/key', message }];
}

function refuse(path: string, message: string): Finding {
  return { level: 'error', path, message };
}
