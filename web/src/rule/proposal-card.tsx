import { Button, Card, Group, Table, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { answer, api } from '../api/client.ts';
import type { Rule, RuleInput } from '../rules/rule-model.ts';
import { useMe } from '../session/me.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { ago } from '../ui/when.tsx';
import { proposal as text } from '../words/proposal.ts';
import { shell } from '../words/shell.ts';
import { differencesOf } from './differences.ts';
import { inputOf } from './draft.ts';

interface Decision {
  what: 'approve' | 'decline';
  proposedAt: number;
}

interface ProposalCardProps {
  rule: Rule;
  /** puts an own change on the page, so that the next save adds to it */
  onGoOn: (draft: RuleInput) => void;
}

/** A change that waits for a second person: both versions side by side, and what this person may decide. */
export function ProposalCard({ rule, onGoOn }: ProposalCardProps) {
  const heading = useId();
  const queries = useQueryClient();
  const isMine = useMe()?.id === rule.proposed?.byId;
  const deciding = useMutation({
    mutationFn: ({ what, proposedAt }: Decision) => decide(rule.id, what, { proposedAt }),
    onSuccess: (_, { what }) => noticeDone(what === 'approve' ? text.approved : text.declined),
    onSettled: () => queries.invalidateQueries({ queryKey: ['rules'] }),
  });
  const { proposed } = rule;
  if (proposed === undefined) return null;
  const decideOn = (what: Decision['what']) => deciding.mutate({ what, proposedAt: proposed.at });
  return (
    <Card component="section" aria-labelledby={heading} withBorder>
      <Title order={2} size="h4" id={heading} mb={4}>
        {text.title}
      </Title>
      <Text size="sm" mb="sm">
        {isMine ? text.yours(ago(proposed.at)) : text.by(proposed.by, ago(proposed.at))}
      </Text>
      <ProblemAlert error={deciding.error} />
      <Versions rule={rule} proposed={proposed} />
      <Group gap="sm">
        {isMine ? (
          <Button variant="default" disabled={deciding.isPending} onClick={() => onGoOn(proposedInput(proposed))}>
            {text.goOn}
          </Button>
        ) : (
          <Button disabled={deciding.isPending} onClick={() => decideOn('approve')}>
            {text.approve}
          </Button>
        )}
        <Button variant="default" disabled={deciding.isPending} onClick={() => decideOn('decline')}>
          {isMine ? text.takeBack : text.decline}
        </Button>
      </Group>
    </Card>
  );
}

type Proposed = NonNullable<Rule['proposed']>;

/** What is left out counts as it does when it is stored. */
function proposedInput({ rule: { conditions = {}, enabled = true, ...more } }: Proposed): RuleInput {
  return { ...more, conditions, enabled };
}

function Versions({ rule, proposed }: { rule: Rule; proposed: Proposed }) {
  const differences = differencesOf(proposedInput(proposed), inputOf(rule));
  return (
    <Table withTableBorder layout="fixed" mb="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{shell.conflict.field}</Table.Th>
          <Table.Th>{text.now}</Table.Th>
          <Table.Th>{text.proposed}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differences.map(({ field, yours, theirs }) => (
          <Table.Tr key={field}>
            <Table.Th scope="row">{field}</Table.Th>
            <Table.Td className="any-break">{theirs || shell.conflict.empty}</Table.Td>
            <Table.Td className="any-break">{yours || shell.conflict.empty}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function decide(id: string, what: Decision['what'], body: { proposedAt: number }) {
  const of = { params: { path: { id } }, body };
  return answer(what === 'approve' ? api.POST('/rules/{id}/approve', of) : api.POST('/rules/{id}/decline', of));
}
