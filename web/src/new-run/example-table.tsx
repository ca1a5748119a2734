import { Skeleton, Table, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { isProblem, problemOf } from '../api/problem.ts';
import type { Run } from '../payroll/run-model.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { newRunRows } from '../words/new-run-rows.ts';
import type { RunOptions } from './draft.ts';
import { exampleQuery, type RunExample } from './match-queries.ts';

const words = newRunRows.example;
const PAUSE_MS = 250;
const SHOWN = 5;
const NAMES = 3;

/** What the choices make of the first rows, by the server itself. `off`: something is missing in them. */
export function useExample(run: Run, options: RunOptions, off: boolean) {
  const [settled] = useDebouncedValue(options, PAUSE_MS);
  const files = run.files.map(({ id, state }) => `${id} ${state}`).join();
  return useQuery({ ...exampleQuery(run.id, settled, files), enabled: !off });
}

/** The mistakes of the choices by the id of their input. */
export function exampleErrors(error: unknown, options: RunOptions): Record<string, string> {
  if (!isProblem(error, 'VALIDATION', 'TEMPLATE')) return {};
  const { errors = [], detail } = problemOf(error);
  const at = (part: string) => errors.find(({ path }) => path.startsWith(part))?.message;
  const layout = at('/options/documents/layout');
  const link = at('/options/documents/link');
  const select = at('/options/select');
  const ofPattern = errors.filter(({ path }) => !/^\/options\/documents\/(layout|link)/.test(path));
  const pattern =
    ofPattern.find(({ path }) => path.startsWith('/options/documents'))?.message ??
    (options.documents?.by === 'name' && errors.length === 0 ? detail : undefined);
  const password = at('/options/password');
  return {
    ...(pattern !== undefined && { 'run-pattern': pattern, 'run-marker': pattern }),
    ...(password !== undefined && { 'run-password': password }),
    ...(layout !== undefined && { 'run-layout': layout }),
    ...(link !== undefined && { 'run-link': link }),
    ...(select !== undefined && { 'run-part-values': select }),
  };
}

interface ExampleTableProps {
  example: ReturnType<typeof useExample>;
  options: RunOptions;
}

export function ExampleTable({ example, options }: ExampleTableProps) {
  const { data, error, isPlaceholderData, refetch } = example;
  if (error && Object.keys(exampleErrors(error, options)).length > 0) return null;
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton h={120} aria-hidden />;
  if (data.rows.length === 0) return null;
  const withDocuments = data.rows.some(({ document }) => document !== null);
  const withPassword = data.rows.some(({ password }) => password !== null);
  return (
    <div aria-busy={isPlaceholderData}>
      <Text size="sm" fw={500} mb={4}>
        {words.title}
      </Text>
      <Table.ScrollContainer minWidth={withDocuments ? 620 : 420} tabIndex={0} role="region" aria-label={words.title}>
        <Table withTableBorder className="example-table" fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={56}>{words.line}</Table.Th>
              <Table.Th>{words.owner}</Table.Th>
              <Table.Th>{words.address}</Table.Th>
              {withDocuments && <Table.Th>{words.document}</Table.Th>}
              {withPassword && <Table.Th>{words.password}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.rows.slice(0, SHOWN).map((row) => (
              <Table.Tr key={row.line}>
                <Table.Td>{row.line}</Table.Td>
                <Table.Td>{row.problem ?? (row.owner || <Missing text={words.empty} />)}</Table.Td>
                <Table.Td>{row.address || <Missing text={words.empty} />}</Table.Td>
                {withDocuments && (
                  <Table.Td>
                    <Document document={row.document} />
                  </Table.Td>
                )}
                {withPassword && (
                  <Table.Td>{row.password?.problem ?? words.letters(row.password?.length ?? 0)}</Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Summary example={data} />
    </div>
  );
}

function Summary({ example: { rows, documents } }: { example: RunExample }) {
  const judged = rows.filter(({ document }) => document !== null && document.found !== null);
  const names = documents.names.slice(0, NAMES).join(', ');
  return (
    <Text size="sm" mt={4} role="status" className="any-break">
      {judged.length > 0 && `${words.summary(judged.filter(({ document }) => document?.found).length, judged.length)} `}
      {judged.length > 0 && names !== '' && (
        <Text span size="xs" c="dimmed">
          {words.uploaded(documents.total > NAMES ? `${names} …` : names)}
        </Text>
      )}
    </Text>
  );
}

function Document({ document }: { document: RunExample['rows'][number]['document'] }) {
  if (document === null) return null;
  if (document.name === '') return <Missing text={words.noName} />;
  if (document.found === null) return <Marked icon={IconClock} name={document.name} text={words.later} />;
  if (!document.found) return <Missing name={document.name} text={words.missing} />;
  return <Marked icon={IconCheck} name={document.name} text={words.found} />;
}

function Missing({ name, text }: { name?: string; text: string }) {
  return <Marked icon={IconAlertTriangle} name={name} text={text} bad />;
}

interface MarkedProps {
  icon: typeof IconCheck;
  name?: string | undefined;
  text: string;
  bad?: boolean;
}

/** By icon and word, never by colour alone. */
function Marked({ icon: Glyph, name, text, bad }: MarkedProps) {
  return (
    <>
      {name !== undefined && `${name} `}
      <Text span size="xs" c={bad ? 'var(--mantine-color-error)' : 'dimmed'}>
        <Glyph size={13} aria-hidden style={{ verticalAlign: '-2px' }} /> {text}
      </Text>
    </>
  );
}
