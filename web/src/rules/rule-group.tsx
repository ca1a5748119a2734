import { Group, Stack, Table, Title, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { AnchorLink } from '../ui/link.tsx';
import { rules as words } from '../words/rules.ts';
import { focusMove } from './move-focus.ts';
import { movedIds } from './moved-ids.ts';
import { fieldsQuery } from './rule-api.ts';
import { useOrderRules } from './rule-changes.ts';
import type { Activity, Rule } from './rule-model.ts';
import { RuleCard, RuleRow } from './rule-row.tsx';
import type { SenderState } from './sender-state.ts';
import type { TriggerGroup } from './trigger-words.ts';
import './rules.css';

interface RuleGroupProps {
  group: TriggerGroup<Rule>;
  /** those of its rules that fit the filter */
  shown: readonly Rule[];
  filtered: boolean;
  senderOf: (rule: Rule) => SenderState;
  activity: readonly Activity[];
}

/** The rules of one trigger. Their order is that in which they run, so they are not sorted otherwise. */
export function RuleGroup({ group, shown, filtered, senderOf, activity }: RuleGroupProps) {
  const heading = useId();
  const fields = useQuery(fieldsQuery(group.trigger)).data?.fields ?? [];
  const order = useOrderRules();
  const isPhone = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
  const [said, setSaid] = useState('');
  const ids = group.rules.map(({ id }) => id);
  const move = (rule: Rule, by: -1 | 1) => {
    const next = movedIds(ids, rule.id, by);
    if (next === undefined || order.isPending) return;
    order.mutate(next, {
      onSuccess: () => {
        setSaid(words.moved(rule.name, next.indexOf(rule.id) + 1, next.length));
        requestAnimationFrame(() => focusMove(rule.id, by));
      },
    });
  };
  const propsOf = (rule: Rule) => ({
    rule,
    place: ids.indexOf(rule.id) + 1,
    last: ids.at(-1) === rule.id,
    filtered,
    fields,
    sender: senderOf(rule),
    activity: activity.find(({ ruleId }) => ruleId === rule.id),
    onMove: (by: -1 | 1) => move(rule, by),
  });
  return (
    <section aria-labelledby={heading}>
      <Group justify="space-between" mb="xs" gap="sm">
        <Title order={2} id={heading} className="any-break">
          {group.title}
        </Title>
        <AnchorLink to="/rules/new" search={searchOf(group)} size="sm" aria-label={words.ruleFor(group.title)}>
          {words.newRule}
        </AnchorLink>
      </Group>
      {isPhone ? (
        <Stack component="ul" gap="xs" className="rule-cards" aria-label={words.table(group.title)}>
          {shown.map((rule) => (
            <RuleCard key={rule.id} {...propsOf(rule)} />
          ))}
        </Stack>
      ) : (
        <Table.ScrollContainer
          minWidth={900}
          type="native"
          tabIndex={0}
          role="region"
          aria-label={words.table(group.title)}
        >
          <Table verticalSpacing="xs" withTableBorder className="rules-table">
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={48}>{words.order}</Table.Th>
                <Table.Th>{words.name}</Table.Th>
                <Table.Th w="15%">{words.from}</Table.Th>
                <Table.Th w="19%">{words.status}</Table.Th>
                <Table.Th w={120}>{words.lastSent}</Table.Th>
                <Table.Th w={100}>{words.failures}</Table.Th>
                <Table.Th w={116}>{words.actions}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((rule) => (
                <RuleRow key={rule.id} {...propsOf(rule)} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </section>
  );
}

function searchOf({ trigger }: TriggerGroup<Rule>) {
  if (trigger.kind === 'email-received') return { mailbox: trigger.mailbox };
  return trigger.kind === 'form'
    ? { form: trigger.form, event: trigger.event }
    : { workflow: trigger.event, ...(trigger.form ? { form: trigger.form } : {}) };
}
