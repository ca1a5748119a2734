import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { noticeDone, noticeProblem } from '../ui/notices.ts';
import { dataSources } from '../words/data-sources.ts';
import { type DataSource, setEnabled, testSource, usesOf } from './data-source-queries.ts';
import type { Deletion } from './delete-dialogs.tsx';
import type { RowActions } from './row-menu.tsx';

/** How the test of a row ended; stands above the list until the next one. */
export interface RowResult {
  source: DataSource;
  ok: boolean;
  text: string;
}

export interface RowWork {
  actions: RowActions;
  busy: ReadonlySet<string>;
  result: RowResult | undefined;
  /** of the last action that could not be done */
  error: unknown;
  deletion: Deletion | undefined;
  /** what would have to wait when it is switched off */
  switching: Deletion | undefined;
  forget(): void;
  closeDeletion(): void;
  closeSwitching(): void;
  switchOff(source: DataSource): void;
}

/** Test, switch off and on, and what must be known before a row is deleted. */
export function useRowActions(): RowWork {
  const queries = useQueryClient();
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [result, setResult] = useState<RowResult>();
  const [error, setError] = useState<unknown>();
  const [deletion, setDeletion] = useState<Deletion>();
  const [switching, setSwitching] = useState<Deletion>();
  const run = async (source: DataSource, work: () => Promise<void>) => {
    setBusy((before) => new Set([...before, source.id]));
    setResult(undefined);
    setError(undefined);
    try {
      await work();
    } catch (thrown) {
      setError(thrown);
    }
    await queries.invalidateQueries({ queryKey: ['connectors'] });
    setBusy((before) => new Set([...before].filter((id) => id !== source.id)));
  };
  const turn = (source: DataSource, enabled: boolean) =>
    void run(source, async () => {
      await setEnabled(source, enabled);
      noticeDone(enabled ? dataSources.switchedOn(source.displayName) : dataSources.switchedOff(source.displayName));
    });
  return {
    busy,
    result,
    error,
    deletion,
    switching,
    forget: () => {
      setResult(undefined);
      setError(undefined);
    },
    closeDeletion: () => setDeletion(undefined),
    closeSwitching: () => setSwitching(undefined),
    switchOff: (source) => {
      setSwitching(undefined);
      turn(source, false);
    },
    actions: {
      test: (source) =>
        void run(source, async () => {
          const { ok, summary } = await testSource(source);
          setResult({ source, ok, text: dataSources.tested(source.displayName, summary) });
        }),
      setEnabled: (source, enabled) => {
        if (enabled) return turn(source, true);
        void usesOf(source)
          .then((uses) => (uses.length > 0 ? setSwitching({ source, uses }) : turn(source, false)))
          .catch(noticeProblem);
      },
      remove: (source) =>
        void usesOf(source)
          .then((uses) => setDeletion({ source, uses }))
          .catch(noticeProblem),
    },
  };
}
