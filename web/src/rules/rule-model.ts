import type { components } from '../api/schema.gen.ts';

export type Trigger = components['schemas']['RuleInput.trigger'];
export type FormEvent = Extract<Trigger, { kind: 'form' }>['event'];
export type Form = components['schemas']['Form'];
export type Activity = components['schemas']['RuleActivity']['items'][number];
export type Sender = components['schemas']['ConnectorList']['connectors'][number];

export type OutcomeFields = NonNullable<components['schemas']['RuleInput.action']['outcome']>['fields'];

/** What an action does, and what follows when its emails end. */
export interface RuleAction {
  action: string;
  params: Record<string, unknown>;
  outcome?: { fields: OutcomeFields };
  onFailure?: { rule: string };
  stopOnFailure?: boolean;
  ignoreErrors?: boolean;
}

/** The document knows conditions and parameters as objects only. */
export interface RuleInput {
  name: string;
  trigger: Trigger;
  conditions: object;
  actions: RuleAction[];
  /** the actions run for each row of a table */
  forEach?: { field: string; conditions?: object; before?: RuleAction[]; after?: RuleAction[] };
  enabled: boolean;
}

export interface Rule extends RuleInput {
  id: string;
  position: number;
  version: number;
  createdAt: number;
  createdBy: string;
  modifiedAt: number;
  modifiedBy: string;
  /** a change that waits for a second person */
  proposed?: {
    rule: Omit<RuleInput, 'conditions' | 'enabled'> & Partial<Pick<RuleInput, 'conditions' | 'enabled'>>;
    by: string;
    byId: string;
    at: number;
    version: number;
  };
}

export type RuleFields = components['schemas']['RuleFields'];

/** Rules of one trigger run one after the other. */
export function triggerKey(trigger: Trigger): string {
  if (trigger.kind === 'email-received') return `mail:${trigger.mailbox}`;
  return trigger.kind === 'form' ? `form:${trigger.form}:${trigger.event}` : `workflow:${trigger.event}`;
}

/** The form whose fields the facts have; received e-mails belong to none. */
export function formOf(trigger: Trigger): string | undefined {
  return trigger.kind === 'email-received' ? undefined : trigger.form;
}

interface EmailParams {
  connector?: string;
  subject?: string;
}

const SENDING = ['send-email', 'send-invitation'];

/** The connectors of the emails and invitations of a rule, in their order. */
export function connectorsOf({ actions }: RuleInput): (string | undefined)[] {
  return actions
    .filter(({ action }) => SENDING.includes(action))
    .map(({ params }) => (params as EmailParams).connector);
}
