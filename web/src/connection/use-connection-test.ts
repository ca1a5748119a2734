import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { jsonLines } from '../api/json-lines.ts';
import type { components } from '../api/schema.gen.ts';
import { connection } from '../words/connection.ts';
import type { Connector } from './connection-queries.ts';
import type { Definition } from './draft.ts';

export type TestReport = components['schemas']['TestReport'];
export type TestStep = TestReport['steps'][number];

/** What is tested: values as they stand in the form, a saved connector as it is, or that with a real mail. */
export type TestSubject =
  | { kind: 'values'; id?: string; definition: Definition }
  | { kind: 'saved'; id: string }
  | { kind: 'mail'; id: string; recipient: string };

export interface TestRun {
  phase: 'running' | 'ended' | 'cancelled' | 'refused';
  kind: TestSubject['kind'];
  recipient?: string;
  steps: TestStep[];
  report?: TestReport;
  error?: unknown;
  /** of the values it is about */
  key: string;
}

export interface ConnectionTest {
  run: TestRun | undefined;
  start(subject: TestSubject, key: string): Promise<void>;
  cancel(): void;
  /** The tested values are the saved ones now: the result stays true for what is read back. */
  becameSaved(connector: Connector, key: string, savedKey: string): void;
}

/** A result holds until somebody changes the connector: secrets differ without being seen. */
const memoryKey = (id: string, modifiedAt: number) => ['connection-test', id, modifiedAt];
const KEPT_MS = 3_600_000;

/**
 * Runs a test and tells each step as it ends. The result of the last one is kept as long as this page lives, also from
 * the new page to the saved one.
 */
export function useConnectionTest(saved: Connector | undefined, savedKey: string): ConnectionTest {
  const queries = useQueryClient();
  const [run, setRun] = useState(() => (saved ? keptRun(queries, saved, savedKey) : undefined));
  const current = useRef<AbortController>(undefined);
  useEffect(() => () => current.current?.abort(), []);
  const start = async (subject: TestSubject, key: string) => {
    current.current?.abort();
    const abort = new AbortController();
    current.current = abort;
    const begun: TestRun = {
      phase: 'running',
      kind: subject.kind,
      steps: [],
      key,
      ...(subject.kind === 'mail' ? { recipient: subject.recipient } : {}),
    };
    let now = begun;
    const tell = (news: Partial<TestRun>) => {
      now = { ...now, ...news };
      if (current.current === abort) setRun(now);
    };
    tell({});
    try {
      const report = await readReport(subject, abort.signal, (step) => tell({ steps: inOrder([...now.steps, step]) }));
      tell({ phase: 'ended', report, steps: report.steps });
      if (saved && key === savedKey) keepRun(queries, saved, now);
    } catch (error) {
      if (abort.signal.aborted) return tell({ phase: 'cancelled' });
      tell({ phase: 'refused', error });
      throw error;
    } finally {
      void queries.invalidateQueries({ queryKey: ['connectors'] });
    }
  };
  return {
    run,
    start,
    cancel: () => current.current?.abort(),
    becameSaved: (connector, key, keyNow) => {
      if (run?.phase !== 'ended' || run.key !== key) return;
      const kept: TestRun = { ...run, key: keyNow, kind: run.kind === 'values' ? 'saved' : run.kind };
      keepRun(queries, connector, kept);
      setRun(kept);
    },
  };
}

function keepRun(queries: QueryClient, { id, modifiedAt }: Connector, run: TestRun): void {
  queries.setQueryDefaults(memoryKey(id, modifiedAt), { gcTime: KEPT_MS });
  queries.setQueryData(memoryKey(id, modifiedAt), run);
}

/** Unless somebody tested it well meanwhile, elsewhere. */
function keptRun(queries: QueryClient, { id, modifiedAt, testedAt }: Connector, key: string): TestRun | undefined {
  const run = queries.getQueryData<TestRun>(memoryKey(id, modifiedAt));
  return run?.key === key && (run.report?.testedAt ?? 0) >= (testedAt ?? 0) ? run : undefined;
}

async function readReport(subject: TestSubject, signal: AbortSignal, onStep: (step: TestStep) => void) {
  for await (const line of jsonLines(call(subject, signal))) {
    const { step, report } = line as { step?: TestStep; report?: TestReport };
    if (step) onStep(step);
    if (report) return report;
  }
  throw new Error(connection.testPanel.brokeOff);
}

function call(subject: TestSubject, signal: AbortSignal): Promise<unknown> {
  const query = { stream: true };
  if (subject.kind === 'values') {
    const { id, definition } = subject;
    const body = { ...(id === undefined ? {} : { id }), type: definition.type, settings: definition.settings as never };
    return api.POST('/connectors/test', { params: { query }, body, parseAs: 'stream', signal });
  }
  const params = { path: { id: subject.id }, query };
  return subject.kind === 'saved'
    ? api.POST('/connectors/{id}/test', { params, body: {}, parseAs: 'stream', signal })
    : api.POST('/connectors/{id}/test-mail', {
        params,
        body: { recipient: subject.recipient },
        parseAs: 'stream',
        signal,
      });
}

/** IMAP and SMTP are tested at the same time; their steps are shown together. */
function inOrder(steps: TestStep[]): TestStep[] {
  const ofSending = ({ id }: TestStep) => (/^(smtp_|sender_|recipient_|test_mail|round_trip)/.test(id) ? 1 : 0);
  return steps.sort((a, b) => ofSending(a) - ofSending(b));
}
