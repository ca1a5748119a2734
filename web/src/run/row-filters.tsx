import { SearchFilter } from '../outbox/search-filter.tsx';
import { Toggle, Toggles } from '../ui/toggles.tsx';
import { runRows } from '../words/run-rows.ts';
import { ROW_STATES, type RowState } from './row-filter.ts';
import { partsOf, type ShownRun } from './run-parts.ts';
import type { RunSearch } from './run-search.ts';

const words = runRows.filters;
const STATES = Object.keys(ROW_STATES) as RowState[];

interface FiltersProps {
  run: ShownRun;
  search: RunSearch;
  onChange: (next: RunSearch, how?: { replace: boolean }) => void;
}

/** Only states that some row is in, and the one that is chosen. */
export function RowFilters({ run, search, onChange }: FiltersProps) {
  const counts = countsOf(run);
  const shown = STATES.filter((state) => counts[state] > 0 || state === search.state);
  return (
    <section aria-label={words.region}>
      <Toggles label={words.state}>
        <Toggle word={words.all} pressed={search.state === undefined} onClick={() => onChange({ state: undefined })} />
        {shown.map((state) => (
          <Toggle
            key={state}
            word={words[state]}
            count={counts[state]}
            pressed={search.state === state}
            onClick={() => onChange({ state: search.state === state ? undefined : state })}
          />
        ))}
      </Toggles>
      {run.problems.length > 0 && (
        <Toggles label={words.problemKind}>
          {run.problems.map(({ kind, title, rows }) => (
            <Toggle
              key={kind}
              word={title}
              count={rows}
              pressed={search.problem === kind}
              onClick={() => onChange({ problem: search.problem === kind ? undefined : kind })}
            />
          ))}
        </Toggles>
      )}
      {(run.plan.changedRows > 0 || search.changed || run.plan.confirmedAddresses > 0 || search.confirmed) && (
        <Toggles label={words.byHand}>
          <Toggle
            word={words.changed}
            count={run.plan.changedRows}
            pressed={search.changed === true}
            onClick={() => onChange({ changed: search.changed ? undefined : true })}
          />
          <Toggle
            word={words.confirmed}
            count={run.plan.confirmedAddresses}
            pressed={search.confirmed === true}
            onClick={() => onChange({ confirmed: search.confirmed ? undefined : true })}
          />
        </Toggles>
      )}
      {(run.openRedirects > 0 || search.asked) && (
        <Toggles label={words.redirect}>
          <Toggle
            word={words.asked}
            count={run.openRedirects}
            pressed={search.asked === true}
            onClick={() => onChange({ asked: search.asked ? undefined : true })}
          />
        </Toggles>
      )}
      <div className="run-search">
        <SearchFilter
          value={search.search ?? ''}
          label={words.search}
          help={words.searchHelp}
          onChange={(text) => onChange({ search: text || undefined }, { replace: true })}
        />
      </div>
    </section>
  );
}

function countsOf(run: ShownRun): Record<RowState, number> {
  const { skipped, waiting, ...parts } = partsOf(run);
  const { problems, waiting: unchecked } = run.counts;
  return { ...parts, waiting: waiting + unchecked, left_out: skipped, problem: problems };
}
