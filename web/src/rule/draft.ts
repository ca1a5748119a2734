import type { Attachment } from '../attachments/attachment.ts';
import type { Recipient } from '../recipients/recipient.ts';
import type { FormEvent, Rule, RuleInput, Trigger } from '../rules/rule-model.ts';

/** The meeting of the action send-invitation (its invitation.schema.json). */
export interface Meeting {
  start: string;
  end: string;
  timeZone?: string;
  location?: string;
  description?: string;
  organizer?: object;
  key?: string;
  operation?: 'request' | 'cancel';
}

/** One of several senders (mail-params.schema.json, senderStep). */
export type SenderStep =
  | { connector: string }
  | { account: 'owner' | { field: string } }
  | { byValue: { field: string; map: Record<string, string> } };

/** Who sends an email by hand (mail-params.schema.json, performer). */
export type Performer = 'owner' | { user: string } | { group: string } | { field: string };

/** Parameters of the actions send-email and send-invitation (rules/mail/mail-params.schema.json). */
export interface EmailParams {
  connector?: string;
  runtimeSender?: object;
  fallback?: boolean;
  confidential?: boolean;
  from?: Recipient | SenderStep[];
  to?: Recipient[];
  cc?: Recipient[];
  bcc?: Recipient[];
  replyTo?: Recipient[];
  /** id of an email of the template library */
  template?: string;
  /** a template that says the recipient's language */
  language?: string;
  subject?: string;
  html?: string;
  text?: string;
  attachments?: Attachment[];
  importance?: 'low' | 'normal' | 'high';
  headers?: object[];
  saveToSent?: 'auto' | 'always' | 'never';
  perRecipient?: boolean;
  /** mass mail */
  unsubscribe?: boolean;
  mode?: 'automatic' | 'manual';
  /** of mode manual: who sends it */
  performer?: Performer;
  /** of send-invitation only */
  invitation?: Meeting;
}

export const SEND_EMAIL = 'send-email';
const SEND_INVITATION = 'send-invitation';

/** Whether this page edits the action. */
export const isEmail = (action: string) => action === SEND_EMAIL || action === SEND_INVITATION;
export const FORM_EVENTS: readonly FormEvent[] = [
  'submit',
  'save',
  'load',
  'status_change',
  'field_change',
  'mail_failure',
];

export function emptyRule(trigger: Trigger): RuleInput {
  return {
    name: '',
    trigger,
    conditions: {},
    actions: [{ action: SEND_EMAIL, params: { subject: '' } }],
    enabled: true,
  };
}

interface NamedTrigger {
  form?: string;
  event?: string;
  workflow?: string;
  mailbox?: string;
}

/** The trigger that the address of a new rule names. */
export function triggerOf({ form, event, workflow, mailbox }: NamedTrigger): Trigger {
  if (mailbox !== undefined) return { kind: 'email-received', mailbox };
  if (workflow !== undefined) return { kind: 'workflow', event: workflow, ...(form ? { form } : {}) };
  return { kind: 'form', form: form ?? '', event: FORM_EVENTS.find((known) => known === event) ?? 'submit' };
}

/** The part of a stored rule that is edited and sent back. */
export function inputOf({ name, trigger, conditions, actions, forEach, enabled }: Rule): RuleInput {
  return { name, trigger, conditions, actions, ...(forEach && { forEach }), enabled };
}

/** Parameters with one of them set; undefined takes it out. The others, known here or not, stay as they are. */
export function withParam(
  rule: RuleInput,
  index: number,
  name: keyof EmailParams,
  value: EmailParams[keyof EmailParams],
): RuleInput {
  const actions = rule.actions.map((action, place) => {
    if (place !== index) return action;
    const { [name]: _, ...rest } = action.params;
    return { ...action, params: value === undefined ? rest : { ...action.params, [name]: value } };
  });
  return { ...rule, actions };
}

/** An email that invites to a meeting is another action; undefined makes it a plain email again. */
export function withMeeting(rule: RuleInput, index: number, meeting: Meeting | undefined): RuleInput {
  const changed = withParam(rule, index, 'invitation', meeting);
  const action = meeting === undefined ? SEND_EMAIL : SEND_INVITATION;
  return { ...changed, actions: changed.actions.map((one, place) => (place === index ? { ...one, action } : one)) };
}

/** The same whatever the order of the properties is. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
