import { Button, CloseButton, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ActionProps, type CombinatorSelectorProps, type RuleGroupProps, useRuleGroup } from 'react-querybuilder';
import { conditions as words } from '../words/conditions.ts';
import { addButtonId, type BuilderContext } from './builder-context.ts';
import { type Kind, MOST_LEVELS, numberOf } from './tree.ts';

/** The library's group, but named for screen readers and without a tooltip over everything in it. */
export function ConditionGroup(props: RuleGroupProps) {
  const group = useRuleGroup(props);
  const { ruleGroupHeaderElements: Header, ruleGroupBodyElements: Body } = group.schema.controls;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a flexible row in every browser
    <div role="group" aria-label={words.group(numberOf(group.path))} className="condition-group">
      <div className="condition-group-head">
        <Header {...group} />
      </div>
      {group.ruleGroup.rules.length > 0 && (
        <div className="condition-group-body">
          <Body {...group} />
        </div>
      )}
    </div>
  );
}

/** None of and Not all of are offered only where they were imported: every operator has its negative. */
export function Combinator({ value, handleOnChange, path, ruleGroup }: CombinatorSelectorProps) {
  const current = ruleGroup.combinator as Kind;
  const kinds: Kind[] = current === 'and' || current === 'or' ? ['and', 'or'] : ['and', 'or', current];
  return (
    <Select
      className="condition-combinator"
      size="sm"
      aria-label={words.combinator(numberOf(path))}
      data={kinds.map((kind) => ({ value: kind, label: words.groups[kind] }))}
      value={value ?? 'and'}
      onChange={handleOnChange}
      allowDeselect={false}
    />
  );
}

export function AddCondition({ handleOnClick, path, context }: ActionProps) {
  return (
    <Button
      id={addButtonId(context as BuilderContext, path)}
      size="compact-sm"
      px={4}
      fw={500}
      variant="subtle"
      leftSection={<IconPlus size={14} aria-hidden />}
      aria-label={words.addTo(numberOf(path))}
      onClick={() => handleOnClick()}
    >
      {words.add}
    </Button>
  );
}

export function AddGroup({ handleOnClick, path }: ActionProps) {
  if (path.length + 1 >= MOST_LEVELS) return null;
  return (
    <Button
      size="compact-sm"
      px={4}
      fw={500}
      variant="subtle"
      leftSection={<IconPlus size={14} aria-hidden />}
      aria-label={words.addGroupTo(numberOf(path))}
      onClick={() => handleOnClick()}
    >
      {words.addGroup}
    </Button>
  );
}

export function RemoveGroup({ handleOnClick, path }: ActionProps) {
  return (
    <CloseButton
      className="condition-group-remove"
      aria-label={words.removeGroup(numberOf(path))}
      onClick={() => handleOnClick()}
    />
  );
}
