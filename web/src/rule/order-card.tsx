import { Button, Card, Group, Text, Title } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { movedIds } from '../rules/moved-ids.ts';
import { rulesQuery } from '../rules/rule-api.ts';
import { useOrderRules } from '../rules/rule-changes.ts';
import { type Rule, triggerKey } from '../rules/rule-model.ts';
import { AnchorLink } from '../ui/link.tsx';
import { rule as words } from '../words/rule.ts';

/** Its place among the rules of its trigger. Moving it is stored at once; nothing else of the page is. */
export function OrderCard({ rule }: { rule: Rule }) {
  const rules = useQuery(rulesQuery).data;
  const order = useOrderRules();
  if (rules === undefined) return null;
  const key = triggerKey(rule.trigger);
  const ids = rules.filter((other) => triggerKey(other.trigger) === key).map(({ id }) => id);
  const place = ids.indexOf(rule.id) + 1;
  const move = (by: -1 | 1) => {
    const next = movedIds(ids, rule.id, by);
    if (next && !order.isPending) order.mutate(next);
  };
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="order-heading">
      <Title order={2} id="order-heading" mb={4}>
        {words.order.heading}
      </Title>
      <Text size="sm" role="status" mb="sm">
        {ids.length < 2 ? words.order.alone : words.order.text(place, ids.length)}
      </Text>
      <Group gap="sm">
        {ids.length > 1 && (
          <>
            <MoveButton icon={IconArrowUp} label={words.order.moveUp} off={place === 1} onClick={() => move(-1)} />
            <MoveButton
              icon={IconArrowDown}
              label={words.order.moveDown}
              off={place === ids.length}
              onClick={() => move(1)}
            />
          </>
        )}
        <AnchorLink to="/rules" size="sm">
          {words.order.all}
        </AnchorLink>
      </Group>
    </Card>
  );
}

interface MoveButtonProps {
  icon: typeof IconArrowUp;
  label: string;
  off: boolean;
  onClick: () => void;
}

/** Keeps the focus where it cannot move any further: a button that is `disabled` would lose it. */
function MoveButton({ icon: Icon, label, off, onClick }: MoveButtonProps) {
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<Icon size={14} aria-hidden />}
      data-disabled={off || undefined}
      aria-disabled={off}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
