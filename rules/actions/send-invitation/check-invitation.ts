import { type ActionContext, type Finding, isTimeZone, type JsonSchema, parseAddress } from '../../../src/sdk/index.ts';
import { checkTemplates } from '../../mail/check.ts';
import type { MailParams } from '../../mail/mail-params.gen.ts';
import type { Invitation } from './invitation.gen.ts';
import { readTime } from './meeting.ts';

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
function typedValues({ start, end, timeZone, organizer }: Invitation): Finding[] {
  const findings: Finding[] = [];
  const typed = (text: string | undefined) => (text === undefined || text.includes('{{') ? '' : text.trim());
  const zone = typed(timeZone);
  if (zone !== '' && !isTimeZone(zone)) {
    findings.push(refuse('/timeZone', `"${zone}" is no time zone. One looks like Europe/Prague.`));
  }
  for (const [name, given] of Object.entries({ start, end })) {
    const text = typed(given);
    if (text !== '' && readTime(text, 'UTC') === undefined) {
      findings.push(
        refuse(`/${name}`, `"${text}" is no time. One looks like 2026-12-31T09:00, a whole day like 2026-12-31.`),
      );
    }
  }
  const [from, to] = [readTime(typed(start), 'UTC'), readTime(typed(end), 'UTC')];
  if (from !== undefined && to !== undefined && (to.civil ? to.at < from.at : to.at <= from.at)) {
    findings.push(refuse('/end', 'The meeting ends before it starts. Give a later end.'));
  }
  const address = typed(organizer?.address);
  const parsed = address === '' ? undefined : parseAddress(address);
  if (parsed !== undefined && 'problem' in parsed)
    findings.push({ ...refuse('/organizer/address', parsed.problem), code: 'ADDRESS' });
  return findings;
}

function keyFindings({ key, operation }: Invitation): Finding[] {
  if (key !== undefined && key.trim() !== '') return [];
  if (operation === 'cancel') {
    return [refuse('/key', 'Give the key of the meeting that is cancelled, e.g. the number of the interview.')];
  }
  const message = 'Without a key every event makes a new meeting: no later e-mail can change or cancel it.';
  return [{ level: 'warning', path: '/key', message }];
}

function refuse(path: string, message: string): Finding {
  return { level: 'error', path, message };
}
