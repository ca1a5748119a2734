import { VisuallyHidden } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { QueryBuilder, type RuleGroupType } from 'react-querybuilder';
import type { RuleField } from '../api/rule-field.ts';
import { conditions as words } from '../words/conditions.ts';
import { addButtonId, type BuilderContext, fieldInputId } from './builder-context.ts';
import { ConditionRow } from './condition-row.tsx';
import { AddCondition, AddGroup, Combinator, ConditionGroup, RemoveGroup } from './group-controls.tsx';
import { type Branch, type Kind, type Leaf, numberOf } from './tree.ts';
import { findChange } from './tree-change.ts';
import './conditions.css';

interface BuilderProps {
  id: string;
  title: string;
  tree: Branch;
  fields: readonly RuleField[];
  showNeeds: boolean;
  onChange: (tree: Branch) => void;
}

const CONTROLS = {
  rule: ConditionRow,
  ruleGroup: ConditionGroup,
  combinatorSelector: Combinator,
  addRuleAction: AddCondition,
  addGroupAction: AddGroup,
  removeGroupAction: RemoveGroup,
};
const COMBINATORS = (['and', 'or', 'none', 'notAll'] satisfies Kind[]).map((name) => ({
  name,
  value: name,
  label: words.groups[name],
}));

/** Conditions made by choosing. The focus goes to what was added, and near to what was removed. */
export function Builder({ id, title, tree, fields, showNeeds, onChange }: BuilderProps) {
  const context = useMemo<BuilderContext>(() => ({ id, fields, showNeeds }), [id, fields, showNeeds]);
  const [news, setNews] = useState({ text: '', count: 0 });
  const focusNext = useRef<string>(undefined);
  useEffect(() => {
    if (focusNext.current === undefined) return;
    document.getElementById(focusNext.current)?.focus();
    focusNext.current = undefined;
  });
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The library makes a landmark of it without a name; on a page with two of them nobody could tell which is which.
    box.current?.querySelector('[role=form]')?.setAttribute('aria-label', title);
  }, [title]);
  const change = (query: RuleGroupType) => {
    const next = query as Branch;
    const found = findChange(tree, next);
    if (found !== undefined) {
      setNews(({ count }) => ({ text: words[found.kind], count: count + 1 }));
      focusNext.current =
        found.leaf === undefined ? addButtonId(context, found.group) : fieldInputId(context, found.leaf.id);
    }
    onChange(next);
  };
  return (
    <div ref={box}>
      <QueryBuilder
        query={tree as RuleGroupType}
        onQueryChange={change}
        context={context}
        controlElements={CONTROLS}
        combinators={COMBINATORS}
        onAddRule={(rule) => ({ ...rule, ...EMPTY })}
        onAddGroup={(group) => ({
          ...group,
          combinator: 'or',
          rules: group.rules.map((rule) => ({ ...rule, ...EMPTY })),
        })}
        addRuleToNewGroups
        enableMountQueryChange={false}
        suppressStandardClassnames
        accessibleDescriptionGenerator={({ path }) => words.group(numberOf(path))}
      />
      <VisuallyHidden role="status">
        <span key={news.count}>{news.text}</span>
      </VisuallyHidden>
    </div>
  );
}

/** A new condition chooses no field: one that nobody chose would be saved by mistake. */
const EMPTY: Leaf = { field: '', operator: 'equal', valueSource: 'value', value: '' };
