import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { isProblem } from '../api/problem.ts';
import { runQuery } from '../payroll/run-queries.ts';
import type { RunCall, StoredRun } from './run-calls.ts';

interface ChangeState {
  busy: boolean;
  error: unknown;
  /** somebody else changed the run since it was read */
  stale: boolean;
}

const QUIET: ChangeState = { busy: false, error: undefined, stale: false };

export interface RunChange extends ChangeState {
  /** One call after the other, each with the version that the one before left. Undefined: refused, and said so. */
  run(...calls: RunCall[]): Promise<StoredRun | undefined>;
  fail(error: unknown): void;
  clear(): void;
}

/** Changes of one run, one at a time. A second press while one is under way does nothing. */
export function useRunChange(id: string, etag: string): RunChange {
  const queries = useQueryClient();
  const seen = useRef(etag);
  seen.current = etag;
  const taken = useRef(false);
  const [state, setState] = useState(QUIET);
  const { queryKey } = runQuery(id);
  const fail = (error: unknown) => {
    const stale = isProblem(error, 'STALE');
    setState({ busy: false, error: stale ? undefined : error, stale });
  };
  const run: RunChange['run'] = async (...calls) => {
    if (taken.current) return undefined;
    taken.current = true;
    setState({ ...QUIET, busy: true });
    try {
      let last: StoredRun | undefined;
      for (const call of calls) {
        last = await call(seen.current);
        seen.current = last.etag;
        queries.setQueryData(queryKey, last);
      }
      setState(QUIET);
      void queries.invalidateQueries({ queryKey: ['runs', 'list'] });
      void queries.invalidateQueries({ queryKey: ['runs', 'items', id] });
      return last;
    } catch (error) {
      // What the server has now may be what refused it.
      await queries.invalidateQueries({ queryKey });
      fail(error);
      return undefined;
    } finally {
      taken.current = false;
    }
  };
  return { ...state, run, fail, clear: () => setState(QUIET) };
}
