import { EntitySchema } from 'typeorm';
import { id, instant, integer, json, optionalText, text } from '../columns.ts';

/** What is to happen when the e-mails of one action of one event end: fixed when they were made, whatever the rule says later. */
export interface MailOutcomeRow {
  id: string;
  eventId: string;
  ruleId: string;
  /** as the instance names it afterwards */
  ruleName: string;
  /** of the stored instance whose fields are written; null: there is none */
  instanceId: string | null;
  /** the field of the form for each part: {"messageId": "mailId"} */
  fields: Record<string, string>;
  /** the rule that runs when an e-mail fails */
  failureRule: string | null;
  /** how many rules ran because another one failed, before the one that made these e-mails */
  depth: number;
  /** when that rule ran, or could not: it does so once */
  branchedAt: number | null;
  createdAt: number;
}

export const MailOutcomeTable = new EntitySchema<MailOutcomeRow>({
  name: 'mail_outcome',
  columns: {
    id: id(),
    eventId: text('event_id'),
    ruleId: text('rule_id'),
    ruleName: text('rule_name'),
    instanceId: optionalText('instance_id'),
    fields: json(),
    failureRule: optionalText('failure_rule'),
    depth: integer(),
    branchedAt: { ...instant('branched_at'), nullable: true },
    createdAt: instant('created_at'),
  },
});
