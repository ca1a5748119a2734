import type { RuleAction, RuleInput } from '../../rules/rule-model.ts';
import { SEND_EMAIL } from '../draft.ts';
import type { Finding } from '../findings.ts';

/** What is sent once, before or after the rows of a table. */
export type Around = 'before' | 'after';

/** What the server takes on each side. */
export const MOST_AROUND = 10;

export function actionsAround({ forEach }: RuleInput, around: Around): RuleAction[] {
  return forEach?.[around] ?? [];
}

/** Without a table there is nothing around its rows. */
export function withAround(draft: RuleInput, around: Around, actions: RuleAction[]): RuleInput {
  const { forEach } = draft;
  if (forEach === undefined) return draft;
  const { [around]: _, ...rest } = forEach;
  return { ...draft, forEach: actions.length === 0 ? rest : { ...rest, [around]: actions } };
}

/** One more email, from the sender of the first. */
export function withNewAround(draft: RuleInput, around: Around): RuleInput {
  const connector = draft.actions[0]?.params['connector'];
  const params = { ...(connector === undefined ? {} : { connector }), subject: '' };
  return withAround(draft, around, [...actionsAround(draft, around), { action: SEND_EMAIL, params }]);
}

/** What is said of these, as if they were the actions of the rule: `/forEach/before/0/params` is `/actions/before-0/params`. */
export function findingsAround(findings: readonly Finding[], around: Around): Finding[] {
  return findings.flatMap((finding) => {
    const [, , side, index = '', ...below] = finding.path.split('/');
    const isOf = finding.path.startsWith('/forEach/') && side === around && index !== '';
    return isOf ? [{ ...finding, path: ['', 'actions', `${around}-${index}`, ...below].join('/') }] : [];
  });
}
