import type { RuleField } from '../api/rule-field.ts';
import type { EmailParams } from './draft.ts';
import type { Finding } from './findings.ts';

export type SetParam = <Name extends keyof EmailParams>(name: Name, value: EmailParams[Name] | undefined) => void;

/** What a card of one Send email action gets. */
export interface ActionPartProps {
  /** of the action in the rule */
  index: number;
  /** of all actions */
  count: number;
  params: EmailParams;
  set: SetParam;
  fields: RuleField[];
  findings: readonly Finding[];
}
