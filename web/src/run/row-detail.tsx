import { Card, Code, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ROLES } from '../app/navigation.ts';
import { History } from '../outbox/history.tsx';
import { FactList, MailSection } from '../outbox/mail-section.tsx';
import { mailQuery } from '../outbox/outbox-queries.ts';
import { ProofSection } from '../outbox/proof-section.tsx';
import { LastEmailed } from '../payroll/last-emailed.tsx';
import type { RunItem } from '../payroll/run-model.ts';
import { MailView } from '../rule/preview/mail-view.tsx';
import '../rule/rule.css';
import { mayUse, useMe } from '../session/me.ts';
import { AnchorLink } from '../ui/link.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { outbox } from '../words/outbox.ts';
import { runRows } from '../words/run-rows.ts';
import { RedirectHistory } from './redirect-history.tsx';
import { RedirectPanel } from './redirect-panel.tsx';
import { RowActions } from './row-actions.tsx';
import { RowBadge, RowReason } from './row-line.tsx';
import type { RowProps } from './row-props.ts';
import { rowMailQuery } from './row-queries.ts';

const words = runRows.drawer;

/** Everything that is known about one row, and what can be done with it. */
export function RowDetail({ run, row }: RowProps) {
  return (
    <Stack gap="lg">
      <Card component="section" withBorder aria-label={words.state} padding="sm">
        <div role="status">
          <RowBadge row={row} />
          <RowReason row={row} full />
        </div>
        {row.replaces !== null && <Text size="sm">{runRows.replaces}</Text>}
        <LastEmailed row={row} />
        <RowActions run={run} row={row} />
      </Card>
      <RedirectPanel run={run} row={row} />
      <RedirectHistory redirects={row.redirects} />
      {row.mail !== null && <FinishedMail run={run} row={row} />}
      {row.mail !== null && <Tries id={row.mail.id} />}
      <DocumentFacts row={row} />
      <MailSection title={words.facts}>
        <FactList facts={factsOf(row.facts)} />
      </MailSection>
      {row.mail !== null && <ProofSection id={row.mail.id} />}
    </Stack>
  );
}

/** As its recipient sees it: read from the bytes that are approved and sent. */
function FinishedMail({ run, row }: RowProps) {
  const { data, error, refetch } = useQuery(rowMailQuery(run.id, row.id));
  return (
    <MailSection title={words.preview}>
      <Text size="sm" c="dimmed" mb="xs">
        {words.previewText}
      </Text>
      <ProblemAlert error={error} retry={() => void refetch()} />
      {data === undefined && !error && <Skeleton h={240} aria-hidden />}
      {data !== undefined && (
        <div className="run-mail">
          <MailView mail={data} />
        </div>
      )}
    </MailSection>
  );
}

function Tries({ id }: { id: string }) {
  const mayOpen = mayUse(useMe(), ROLES.outbox);
  const { data, error, refetch } = useQuery(mailQuery(id));
  if (data === undefined) {
    return error ? <ProblemAlert error={error} retry={() => void refetch()} /> : <Skeleton h={80} aria-hidden />;
  }
  return (
    <div>
      <History attempts={data.attempts} />
      {mayOpen && (
        <AnchorLink to="/outbox/$id" params={{ id }} size="sm">
          {words.inOutbox}
        </AnchorLink>
      )}
    </div>
  );
}

function DocumentFacts({ row: { document } }: { row: RunItem }) {
  return (
    <MailSection title={words.document}>
      {document === null ? (
        <Text size="sm" c="dimmed">
          {words.noDocument}
        </Text>
      ) : (
        <FactList
          facts={[
            [words.name, document.name],
            [words.size, outbox.mail.bytes(document.size)],
            [words.digest, <Code key="digest">{document.sha256}</Code>],
          ]}
        />
      )}
    </MailSection>
  );
}

/** Nested values by their whole name. */
function factsOf(facts: object, prefix = ''): [string, string][] {
  return Object.entries(facts).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const whole = `${prefix}${name}`;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return factsOf(value, `${whole}.`);
    if (typeof value === 'boolean') return [[whole, value ? words.yes : words.no]];
    return [[whole, Array.isArray(value) ? value.join(', ') : String(value ?? '')]];
  });
}
