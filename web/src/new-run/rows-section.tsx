import { Button, Card, Group, Input, Skeleton, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useId, useRef, useState } from 'react';
import type { Run, RunItem } from '../payroll/run-model.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { newRun } from '../words/new-run.ts';
import { newRunRows } from '../words/new-run-rows.ts';
import { ConfirmAll } from './confirm-all.tsx';
import { FixDialog } from './fix-dialog.tsx';
import { LeaveOutDialog, type Leaving } from './leave-out-dialog.tsx';
import type { RunColumn } from './match-queries.ts';
import { prepareRoute } from './new-run.route.ts';
import { RowList } from './row-list.tsx';
import { confirmAddresses, fixRow } from './run-calls.ts';
import { useItems } from './use-items.ts';
import type { Prepare } from './use-prepare.ts';

const words = newRunRows.list;
const PAUSE_MS = 300;

type View = 'problem' | 'planned' | 'left_out' | 'all';

interface RowsSectionProps {
  prepare: Prepare;
  columns: readonly RunColumn[];
}

/** Every row and what became of it: the problems first, by kind, each to be fixed or left out. */
export function RowsSection({ prepare, columns }: RowsSectionProps) {
  const { run } = prepare;
  const results = useRef<HTMLElement>(null);
  const [fixing, setFixing] = useState<RunItem>();
  const [leaving, setLeaving] = useState<Leaving>();
  const [notice, setNotice] = useState('');
  const { view, problem, choose } = useView(run);
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), PAUSE_MS);
  const filter = filterOf(view, problem, settled);
  // What had the focus may be gone with its row: the list gets it.
  const done = (text: string) => {
    setNotice(text);
    setFixing(undefined);
    setLeaving(undefined);
    results.current?.focus();
  };
  const { takeBack, confirm } = rowActions(prepare, done);
  return (
    <Card withBorder component="section" aria-label={words.views} ref={results} tabIndex={-1} className="run-rows">
      <Views run={run} view={view} onChoose={(next) => choose(next)} />
      {view === 'problem' && run.counts.problems > 0 && (
        <Kinds
          prepare={prepare}
          problem={problem}
          onChoose={(kind) => choose('problem', kind)}
          onLeaveOut={setLeaving}
          onDone={done}
        />
      )}
      <TextInput
        label={words.search}
        value={search}
        maxLength={200}
        maw={320}
        mb="sm"
        autoComplete="off"
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Text size="sm" role="status" mb={notice === '' ? 0 : 'xs'}>
        {notice}
      </Text>
      <Rows
        run={run}
        filter={filter}
        onFix={setFixing}
        onLeaveOut={(item) => setLeaving({ item })}
        onTakeBack={(item) => void takeBack(item)}
        onConfirm={(item) => void confirm(item)}
      />
      {fixing && (
        <FixDialog
          prepare={prepare}
          item={fixing}
          columns={columns}
          onClose={() => setFixing(undefined)}
          onDone={done}
        />
      )}
      {leaving && (
        <LeaveOutDialog prepare={prepare} leaving={leaving} onClose={() => setLeaving(undefined)} onDone={done} />
      )}
    </Card>
  );
}

function filterOf(view: View, problem: string | undefined, search: string) {
  return {
    ...(view !== 'all' && { state: view }),
    ...(view === 'problem' && problem !== undefined && { problem }),
    ...(search !== '' && { search }),
  };
}

/** What one press does to a row. */
function rowActions({ run, change }: Prepare, done: (text: string) => void) {
  return {
    takeBack: async (item: RunItem) => {
      const back = await change.run(fixRow(run.id, item.id, { address: item.address }));
      if (back) done(words.takenBack(nameOf(item)));
    },
    confirm: async (item: RunItem) => {
      if (await change.run(confirmAddresses(run.id, { ids: [item.id] }))) done(newRunRows.confirm.done(1));
    },
  };
}

export function nameOf({ owner, line }: Pick<RunItem, 'owner' | 'line'>): string {
  return owner || words.nobody(line);
}

/** The problems as long as there are any; the kind stands in the address, so that a link leads to it. */
function useView(run: Run) {
  const { problem } = prepareRoute.useSearch();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<View>();
  const usual = run.counts.problems > 0 ? 'problem' : 'all';
  const view = chosen === undefined || (chosen === 'problem' && run.counts.problems === 0) ? usual : chosen;
  const isThere = run.problems.some(({ kind }) => kind === problem);
  return {
    view,
    problem: isThere ? problem : undefined,
    choose: (next: View, kind?: string) => {
      setChosen(next);
      const search = { step: 'match' as const, ...(kind !== undefined && { problem: kind }) };
      void navigate({
        to: '/payroll/$run/prepare',
        params: { run: run.id },
        search,
        replace: true,
        resetScroll: false,
      });
    },
  };
}

function Views({ run: { counts }, view, onChoose }: { run: Run; view: View; onChoose: (view: View) => void }) {
  const views: [View, string, number][] = [
    ['problem', words.problems, counts.problems],
    ['planned', words.ready, counts.planned],
    ['left_out', words.leftOut, counts.leftOut],
    ['all', words.all, counts.rows],
  ];
  return (
    <Group gap={6} mb="sm" role="group" aria-label={words.views}>
      {views.map(([name, word, count]) => (
        <Choice key={name} word={word} count={count} pressed={name === view} onClick={() => onChoose(name)} />
      ))}
    </Group>
  );
}

interface ChoiceProps {
  word: string;
  count: number;
  pressed: boolean;
  onClick: () => void;
}

function Choice({ word, count, pressed, onClick }: ChoiceProps) {
  return (
    <Button size="compact-sm" variant={pressed ? 'filled' : 'default'} aria-pressed={pressed} onClick={onClick}>
      {word}
      <Text span inherit fw={400} ml={6}>
        {newRun.number(count)}
      </Text>
    </Button>
  );
}

interface KindsProps {
  prepare: Prepare;
  problem: string | undefined;
  onChoose: (kind: string | undefined) => void;
  onLeaveOut: (leaving: Leaving) => void;
  onDone: (text: string) => void;
}

/** How many rows have which problem; all of one kind can be left out at once, after their number was said. */
function Kinds({ prepare, problem, onChoose, onLeaveOut, onDone }: KindsProps) {
  const label = useId();
  const { run } = prepare;
  const chosen = run.problems.find(({ kind }) => kind === problem);
  return (
    <>
      <Input.Label component="div" id={label} mb={4}>
        {words.kinds}
      </Input.Label>
      <Group gap={6} mb="sm" role="group" aria-labelledby={label}>
        <Choice
          word={words.anyKind}
          count={run.counts.problems}
          pressed={chosen === undefined}
          onClick={() => onChoose(undefined)}
        />
        {run.problems.map(({ kind, title, rows }) => (
          <Choice key={kind} word={title} count={rows} pressed={kind === problem} onClick={() => onChoose(kind)} />
        ))}
      </Group>
      {chosen && (
        <Group gap={6} mb="sm">
          {chosen.kind === 'changed_address' && <ConfirmAll prepare={prepare} count={chosen.rows} onDone={onDone} />}
          <Button size="compact-sm" variant="default" onClick={() => onLeaveOut({ problem: chosen })}>
            {words.leaveOutAll(chosen.rows)}
          </Button>
        </Group>
      )}
    </>
  );
}

interface RowsProps {
  run: Run;
  filter: Parameters<typeof useItems>[1];
  onFix: (item: RunItem) => void;
  onLeaveOut: (item: RunItem) => void;
  onTakeBack: (item: RunItem) => void;
  onConfirm: (item: RunItem) => void;
}

function Rows({ run, filter, ...actions }: RowsProps) {
  const { items, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } = useItems(
    run.id,
    filter,
    run.version,
  );
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} />;
  if (items === undefined) return <Skeleton h={200} aria-hidden />;
  if (items.length === 0) return <Text size="sm">{words.none}</Text>;
  return (
    <div className="run-rows" aria-busy={isPlaceholderData}>
      <VisuallyHidden role="status">{isPlaceholderData ? '' : words.shown(items.length)}</VisuallyHidden>
      <RowList items={items} {...actions} />
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.more}
        </Button>
      )}
    </div>
  );
}
