import { Anchor, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { StateBadge } from '../ui/state-badge.tsx';
import { When } from '../ui/when.tsx';
import { payroll } from '../words/payroll.ts';
import { failedOf, type RunLine, sentOf } from './run-model.ts';
import { runPath } from './run-path.ts';
import { RunStateBadge } from './run-state.tsx';

const words = payroll.list;
const number = new Intl.NumberFormat('en');

interface RunsProps {
  items: readonly RunLine[];
  mayMake: boolean;
}

const COLUMNS = [
  ['name', undefined],
  ['period', 120],
  ['state', 208],
  ['sent', 84],
  ['failed', 84],
  ['total', 84],
  ['made', 168],
] as const;

export function RunTable({ items, mayMake }: RunsProps) {
  return (
    <Table.ScrollContainer minWidth={920}>
      <Table layout="fixed" verticalSpacing={8} horizontalSpacing="xs" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map(([name, width]) => (
              <Table.Th key={name} w={width} className={width === 84 ? 'number-cell' : undefined}>
                {words.columns[name]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="payroll-rows">
          {items.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td>
                <RunLink run={run} mayMake={mayMake} />
              </Table.Td>
              <Table.Td className="any-break">{run.period}</Table.Td>
              <Table.Td>
                <State run={run} />
              </Table.Td>
              <Table.Td className="number-cell">{number.format(sentOf(run))}</Table.Td>
              <Table.Td className="number-cell">{number.format(failedOf(run))}</Table.Td>
              <Table.Td className="number-cell">{number.format(run.counts.rows)}</Table.Td>
              <Table.Td className="any-break">
                <Made run={run} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The same for a phone. */
export function RunCards({ items, mayMake }: RunsProps) {
  return (
    <Stack component="ul" gap="xs" className="payroll-cards">
      {items.map((run) => (
        <Card component="li" key={run.id} withBorder padding="sm">
          <RunLink run={run} mayMake={mayMake} />
          <Group gap="xs" my={4}>
            <Text size="sm">{run.period}</Text>
            <State run={run} />
          </Group>
          <dl className="payroll-numbers">
            {(['sent', 'failed', 'total'] as const).map((name) => (
              <div key={name}>
                <dt>{words.columns[name]}</dt>
                <dd>
                  {number.format(name === 'sent' ? sentOf(run) : name === 'failed' ? failedOf(run) : run.counts.rows)}
                </dd>
              </div>
            ))}
          </dl>
          <Text size="xs" c="dimmed" className="any-break">
            <Made run={run} />
          </Text>
        </Card>
      ))}
    </Stack>
  );
}

/** What is being sent, each with its bar; on top, whatever its age. */
export function UnderWay({ items, mayMake }: RunsProps) {
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="runs-under-way">
      <Title order={2} id="runs-under-way" mb="xs">
        {words.underWay}
      </Title>
      <Stack gap="xs" mb="lg">
        {items.map((run) => (
          <Card key={run.id} withBorder padding="sm">
            <Group justify="space-between" gap="xs">
              <RunLink run={run} mayMake={mayMake} />
              <State run={run} />
            </Group>
            <Progress run={run} />
          </Card>
        ))}
      </Stack>
    </section>
  );
}

function Progress({ run }: { run: RunLine }) {
  const text = words.progress(number.format(sentOf(run)), number.format(run.counts.planned));
  return (
    <Group gap="sm" mt={6} wrap="nowrap">
      <progress
        className="payroll-bar"
        max={Math.max(1, run.counts.planned)}
        value={sentOf(run) + failedOf(run)}
        aria-label={run.name}
        aria-valuetext={text}
      />
      <Text size="sm" flex="none">
        {text}
      </Text>
    </Group>
  );
}

function RunLink({ run, mayMake }: { run: RunLine; mayMake: boolean }) {
  return (
    <Anchor component={Link} to={runPath(run, mayMake)} size="sm" fw={500} underline="always" className="any-break">
      {run.name}
    </Anchor>
  );
}

/** What a plan waits for depends on its problems. */
function State({ run }: { run: RunLine }) {
  const { state, counts, openRedirects } = run;
  const hasProblems = state === 'planned' && counts.problems > 0;
  return (
    <>
      {hasProblems ? <StateBadge tone="warning" word={payroll.withProblems} /> : <RunStateBadge run={run} />}
      {openRedirects > 0 && (
        <Anchor
          component={Link}
          to={`/payroll/${run.id}?asked=true`}
          display="block"
          size="xs"
          underline="always"
          className="any-break"
        >
          {words.openRedirects(openRedirects)}
        </Anchor>
      )}
    </>
  );
}

function Made({ run }: { run: RunLine }) {
  return (
    <>
      <When at={run.createdAt} /> {words.by(run.createdBy)}
    </>
  );
}
