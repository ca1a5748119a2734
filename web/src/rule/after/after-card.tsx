import { Button, Card, Skeleton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { RuleField } from '../../api/rule-field.ts';
import type { RuleInput } from '../../rules/rule-model.ts';
import { rule } from '../../words/rule.ts';
import { afterId, type Finding } from '../findings.ts';

const words = rule.after;
const AfterFields = lazy(async () => ({ default: (await import('./after-fields.tsx')).AfterFields }));

const OF_ROWS = /^\/forEach\/(field|conditions)/;

export interface AfterProps {
  /** of the action, as ids and findings name it */
  index: number | string;
  /** of the action in `draft.actions` */
  place: number;
  suffix: string;
  draft: RuleInput;
  onChange: (draft: RuleInput) => void;
  fields: RuleField[];
  findings: readonly Finding[];
  /** of the rule that is edited; undefined: it is new */
  ruleId: string | undefined;
  onRowsProblem: (problem: string | undefined) => void;
}

/** What follows when the email ends, and whether it is sent for each row of a table. Closed, and loaded when it is opened. */
export function AfterCard(props: AfterProps) {
  const { index, suffix, findings } = props;
  const [opened, setOpened] = useState(false);
  // Rows are chosen once, below what is sent for them.
  const heading = (typeof index === 'number' ? words.heading : words.headingAround) + suffix;
  const isWrong = findings.some(
    ({ path }) => path.startsWith(`/actions/${index}/o`) || (index === 0 && OF_ROWS.test(path)),
  );
  const isOpen = opened || isWrong;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Card withBorder padding="lg" component="section" aria-label={heading} id={afterId(index)} tabIndex={-1}>
      <h2 className="after-heading">
        <Button
          variant="subtle"
          color="gray"
          px={4}
          leftSection={<Chevron size={16} aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => setOpened(!isOpen)}
        >
          {heading}
        </Button>
      </h2>
      {isOpen && (
        <Suspense fallback={<Skeleton h={300} mt="sm" />}>
          <AfterFields {...props} />
        </Suspense>
      )}
    </Card>
  );
}
