import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { formsQuery } from '../rules/rule-api.ts';
import { rule as words } from '../words/rule.ts';
import { emptyRule, triggerOf } from './draft.ts';
import { RuleEditor } from './rule-editor.tsx';
import { RuleSkeleton } from './rule-skeleton.tsx';

/** Screen 11: a rule that is not stored yet. */
export function NewRulePage() {
  const search = useSearch({ from: '/signed-in/rules/new' });
  const forms = useQuery(formsQuery);
  if (forms.isPending) return <RuleSkeleton title={words.newTitle} />;
  // Whoever has one form only need not choose it.
  const [only] = forms.data?.length === 1 ? forms.data : [];
  const trigger = triggerOf(
    only && search.workflow === undefined && search.mailbox === undefined ? { form: only.id, ...search } : search,
  );
  return <RuleEditor key={JSON.stringify(search)} start={emptyRule(trigger)} />;
}
