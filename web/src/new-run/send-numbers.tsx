import { Card, Code, Text, Title } from '@mantine/core';
import type { Run } from '../payroll/run-model.ts';
import { byHandOf } from '../run/by-hand.ts';
import { ROWS_ID } from '../run/run-search.ts';
import { AnchorLink } from '../ui/link.tsx';
import { newRun } from '../words/new-run.ts';
import { newRunSend } from '../words/new-run-send.ts';
import type { RunOptions } from './draft.ts';
import { aboutText } from './send-time.ts';

const words = newRunSend.send;

/** The addresses that the e-mails are from. */
export function fromOf({ plan }: Pick<Run, 'plan'>): string {
  return plan.senders.map(({ from }) => from).join(', ');
}

function attaches({ options }: Pick<Run, 'options'>): boolean {
  const { documents } = options as RunOptions;
  return documents !== undefined && documents.by !== 'none';
}

/** What was uploaded and stays behind; '' where everything has its row. */
export function staysBehind({ documents, files, options }: Pick<Run, 'documents' | 'files' | 'options'>): string {
  if (attaches({ options })) return documents.unused === 0 ? '' : words.unused(documents.unused);
  const given = files.filter(({ kind }) => kind === 'documents').length;
  return given === 0 ? '' : words.notAttached(given);
}

/** The numbers of the run, before anything leaves. */
export function SendNumbers({ run }: { run: Run }) {
  const { counts, documents, expected, plan } = run;
  const behind = staysBehind(run);
  return (
    <Card withBorder component="section" aria-labelledby="run-numbers">
      <Title order={3} id="run-numbers" mb="xs">
        {words.numbers}
      </Title>
      <dl className="run-facts">
        <Fact name={words.toSend}>
          <Text span fw={650} fz="lg">
            {newRun.number(counts.planned)}
          </Text>
          {counts.replacements > 0 && <Text size="sm">{words.corrections(counts.replacements)}</Text>}
        </Fact>
        <Fact name={words.problems}>{counts.problems === 0 ? words.nobody : newRun.number(counts.problems)}</Fact>
        <Fact name={words.leftOut}>
          {counts.leftOut === 0 ? words.nobody : newRun.number(counts.leftOut)}
          {plan.leftOut.map(({ reason, rows }) => (
            <Text key={reason} size="sm">
              {words.reason(reason, rows)}
            </Text>
          ))}
        </Fact>
        <Fact name={words.documents}>
          {attaches(run) ? words.used(documents.total - documents.unused) : words.noDocuments}
          {behind !== '' && (
            <Text size="sm" fw={600}>
              {behind}
            </Text>
          )}
        </Fact>
        {plan.changedRows > 0 && (
          <Fact name={words.byHand}>
            {byHandOf(plan).map((line) => (
              <Text key={line} size="sm" fw={600}>
                {line}
              </Text>
            ))}
            <AnchorLink
              to="/payroll/$run"
              params={{ run: run.id }}
              search={{ changed: true }}
              hash={ROWS_ID}
              size="sm"
              underline="always"
            >
              {words.showChanged(plan.changedRows)}
            </AnchorLink>
          </Fact>
        )}
        <Fact name={words.from}>{fromOf(run) || words.nobody}</Fact>
        <Fact name={words.takes}>{expected.ms === null ? words.asFast : aboutText(expected.ms)}</Fact>
        {plan.hash !== null && (
          <Fact name={words.hash}>
            <Code className="any-break">{plan.hash}</Code>
            <Text size="xs" c="dimmed">
              {words.hashText}
            </Text>
          </Fact>
        )}
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
