import type { RuleField } from '../api/rule-field.ts';
import type { EmailParams } from './draft.ts';
import type { Finding } from './findings.ts';

export type SetParam = <Name extends keyof EmailParams>(name: Name, value: EmailParams[Name] | undefined) => void;

/** What a card of one Send email action gets. */
export interface ActionPartProps {
  /** of the action in the rule, as ids and paths of findings name it; `before-0` and `after-0`: around the rows of a table */
  index: number | string;
  /** what tells its cards from those of the others; '' where there is one only */
  suffix: string;
  params: EmailParams;
  set: SetParam;
  fields: RuleField[];
  findings: readonly Finding[];
}
