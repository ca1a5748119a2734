import type { ActionContext, Finding, HeldMail, JsonSchema, PlannedMail, RuleAction } from '../../../src/sdk/index.ts';
import { checkMail } from '../../mail/check.ts';
import { type MailParams, mailParamsSchema } from '../../mail/mail-params.gen.ts';
import { planMails } from '../../mail/plan.ts';
import { factsOf } from '../../mail/templates-of.ts';
import { withoutGaps } from '../../mail/without-gaps.ts';
import { calendarOf } from './calendar.ts';
import { checkInvitation, invitationTemplates } from './check-invitation.ts';
import { type Invitation, invitationSchema } from './invitation.gen.ts';
import { meetingOf } from './meeting.ts';

export type SendInvitationParams = MailParams & { invitation: Invitation };

const { $schema: _, ...invitation } = invitationSchema as JsonSchema;

const paramsSchema: JsonSchema = {
  ...mailParamsSchema,
  title: 'SendInvitationParams',
  description: 'Parameters of the action send-invitation: those of send-email, and the meeting.',
  required: [...mailParamsSchema.required, 'invitation'],
  properties: { ...mailParamsSchema.properties, invitation },
};

const NO_MASS_MAIL: Finding = {
  level: 'error',
  path: '/unsubscribe',
  message: 'Nobody unsubscribes from a meeting: they decline it. Switch it off.',
};

/**
 * Sends an e-mail that is an invitation to a meeting, its change, or its cancellation: iCalendar (RFC 5545) by iMIP (RFC
 * 6047). The meeting is the same one as long as its key and its organiser are. Errors of `plan`: those of send-email, and
 * VALIDATION for times that are none; a missing time holds the mail.
 */
const sendInvitation: RuleAction<SendInvitationParams> = {
  action: 'send-invitation',
  title: 'Send invitation',
  paramsSchema,
  facts: ({ invitation, ...mail }, templates) => [
    ...new Set([
      ...factsOf(mail, templates),
      ...invitationTemplates(invitation).flatMap(({ template }) => templates.inspect(template).fields),
    ]),
  ],
  templateOf: ({ template }) => template,
  withoutGaps: ({ invitation, ...given }) => {
    const { params, gaps } = withoutGaps(given);
    const times = typeof invitation === 'object' && invitation !== null ? invitation : {};
    return { params: { ...params, invitation: { start: '', end: '', ...times } }, gaps };
  },
  check: async ({ invitation, ...mail }, context, schema) => [
    ...(await checkMail(mail, context, schema)),
    ...manualFindings(mail),
    ...(mail.unsubscribe ? [NO_MASS_MAIL] : []),
    ...checkInvitation(invitation, { params: mail, context, schema }),
  ],
  plan: async ({ invitation, ...mail }, input, context) => {
    const planned = await planMails(mail, input, context);
    return planned.map((one) => ('held' in one ? one : withMeeting(one, { invitation, input, context })));
  },
};

export default sendInvitation;

/** A task has no place for the meeting: what its performer changed would not be what calendars get. */
function manualFindings({ mode }: MailParams): Finding[] {
  if (mode !== 'manual') return [];
  const message = 'An invitation is sent by itself. Take "manual" out, or send an e-mail by hand instead.';
  return [{ level: 'error', path: '/mode', message }];
}

interface Invited {
  invitation: Invitation;
  input: Parameters<typeof sendInvitation.plan>[1];
  context: ActionContext;
}

function withMeeting(mail: PlannedMail, { invitation, input, context }: Invited): PlannedMail | HeldMail {
  const { draft, sender, recipientKey } = mail;
  const meeting = meetingOf(invitation, { templates: context.templates, input, draft });
  if (meeting === undefined) return mail;
  if ('missing' in meeting) {
    const held = { reason: 'missing_value' as const, detail: meeting.missing };
    return { held, sender, subject: draft.subject, to: draft.to, recipientKey };
  }
  return { ...mail, draft: { ...draft, calendar: calendarOf(meeting) } };
}
