import { openDeadline } from '../src/mail/deadline.ts';
import { AppError, invalid, type TestReport, type TestRequest, type TestStep } from '../src/sdk/index.ts';
import type { ConnectorRow } from '../src/store/tables/connector.table.ts';
import { findConnectorRow, getConnectorRow, updateConnectorState } from './connector.store.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { tokensFor } from './connector-sign-in.ts';
import { SWITCHED_OFF } from './connector-state.ts';
import { type ConnectorValues, isStored, missingDetails, requestedValues, storedValues } from './connector-values.ts';
import { assertSwitchedOn } from './providers/switches.ts';

const LONGEST_TEST_MS = 14_500;
const GRACE_MS = 300;
const MOST_TESTS_AT_ONCE = 8;

/** A refusal for the moment says nothing about the settings (a full server is not a bad password). */
const FOR_THE_MOMENT = ['SIGN_IN_BUSY', 'SERVER_BUSY'];

/** What is tested: a saved connector, or values as they stand in a form (with `id`: of a saved connector). */
export type TestTarget = { id: string } | { id?: string; type: string; settings: unknown };

export interface TestOptions {
  /** whose own mailbox it is; absent: one of the organisation */
  ownerId?: string;
  signal: AbortSignal;
  onStep?: (step: TestStep) => void;
  request?: TestRequest;
}

/**
 * One test of a connector at a time, the next waits for its end (the server may be testing it by itself just when somebody
 * presses the button), and not too many together: tests must not use up a server's connections.
 */
export interface TestDesk {
  /** Errors: MAIL_BUSY. */
  enter(id: string | undefined, signal: AbortSignal): Promise<() => void>;
}

export function openTestDesk(): TestDesk {
  const last = new Map<string, Promise<unknown>>();
  let count = 0;
  return {
    enter: async (id, signal) => {
      if (count >= MOST_TESTS_AT_ONCE)
        throw new AppError('MAIL_BUSY', 'Too many tests are running. Try again in a moment.');
      count += 1;
      if (id === undefined) {
        return () => {
          count -= 1;
        };
      }
      const before = last.get(id);
      let leave: () => void = () => undefined;
      const end = new Promise<void>((resolve) => {
        leave = resolve;
      });
      const turn = Promise.all([before, end]);
      last.set(id, turn);
      void turn.then(() => {
        if (last.get(id) === turn) last.delete(id);
      });
      if (before !== undefined) await Promise.race([before, aborted(signal)]);
      return () => {
        count -= 1;
        leave();
      };
    },
  };
}

/**
 * Test connection. A failed connection is an answer, not an error. Errors: VALIDATION for incomplete or invalid values
 * (JSON pointers), NOT_FOUND, MAIL_BUSY while too many tests are running, SECRET_KEY.
 */
export async function testConnection(
  deps: ConnectorDeps & { testDesk: TestDesk },
  target: TestTarget,
  options: TestOptions,
): Promise<TestReport> {
  const leave = await deps.testDesk.enter(target.id, options.signal);
  try {
    return await testNow(deps, target, options);
  } finally {
    leave();
  }
}

async function testNow(deps: ConnectorDeps, target: TestTarget, options: TestOptions): Promise<TestReport> {
  const row = target.id === undefined ? undefined : await getConnectorRow(deps.store.read, target.id);
  if (row && row.ownerId !== (options.ownerId ?? null)) throw notThere();
  await deps.providers.refresh();
  // The servers may be tried, but nothing is sent through a provider that is switched off.
  if (row?.provider && options.request?.sendTestMail) assertSwitchedOn(deps.providers.find(row.provider), 'send');
  const values = valuesToTest(deps, target, row);
  const missing = missingDetails(values);
  if (missing.length > 0) throw invalid(missing);
  if (options.request?.sendTestMail) await deps.assertMayMail?.(testRecipient(values, options.request));
  const report = await runTest(deps, values, row, options);
  if (report.ok) deps.goodTests.add(report.hash, report);
  else if (!options.signal.aborted && !isForTheMoment(report)) deps.goodTests.addFailed(report.hash, report);
  // A cancelled test has found out nothing.
  if (row && !options.signal.aborted) await storeResult(deps, row.id, values, report);
  if (row?.enabled && report.ok) await deps.becameActive(row.id);
  return report;
}

/** A test mail does not go through the outbox, so whoever may get one is asked here. */
function testRecipient({ type, complete }: ConnectorValues, { recipient }: TestRequest): string {
  return recipient ?? type.account(complete, { id: '', displayName: 'this connector', learned: {} }).from.address;
}

function notThere(): AppError {
  return new AppError('NOT_FOUND', 'There is no such connector. It may have been deleted.');
}

function valuesToTest(deps: ConnectorDeps, target: TestTarget, row: ConnectorRow | undefined): ConnectorValues {
  if (!('settings' in target)) return storedValues(deps, row as ConnectorRow);
  if (row && target.type !== row.type) {
    throw invalid([{ path: '/type', message: 'The type of a connector cannot be changed. Add a new connector.' }]);
  }
  return requestedValues(deps, target.type, target.settings, row);
}

async function runTest(
  deps: ConnectorDeps,
  { type, complete, hash }: ConnectorValues,
  row: ConnectorRow | undefined,
  { signal, onStep, request }: TestOptions,
): Promise<TestReport> {
  const deadline = openDeadline(signal, LONGEST_TEST_MS);
  const accessToken = row && tokensFor(deps, type, complete, row);
  const context = {
    signal: deadline.signal,
    onStep: onStep ?? (() => undefined),
    egress: deps.egress,
    ...(accessToken ? { accessToken } : {}),
  };
  const test = type.test(complete, request ?? {}, context);
  const result = await Promise.race([test, tooLong(deadline.signal)]).finally(deadline.close);
  const provider = row?.provider ? deps.providers.find(row.provider) : undefined;
  const learned = provider?.sentCopy === 'server' ? { ...result.learned, selfFiling: true } : result.learned;
  return { ...result, learned, hash, testedAt: deps.clock.now() };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** A type that does not heed its signal must not keep anybody waiting. */
async function tooLong(signal: AbortSignal): Promise<Omit<TestReport, 'hash' | 'testedAt'>> {
  await aborted(signal);
  // A type that does heed it has the first word.
  await new Promise((resolve) => setTimeout(resolve, GRACE_MS));
  return { ok: false, summary: 'Connection test failed: It took too long, or was cancelled.', steps: [], learned: {} };
}

/** The result counts for the connector only while the stored values are still the tested ones. */
async function storeResult(
  deps: ConnectorDeps,
  id: string,
  values: ConnectorValues,
  report: TestReport,
): Promise<void> {
  await deps.store.write(async (tx) => {
    const row = await findConnectorRow(tx, id);
    if (!row || !isStored(deps, row, values)) return;
    const change = report.ok ? goodResult(row, report) : badResult(row, report);
    if (change) await updateConnectorState(tx, row, change);
  });
}

type StateChange = Parameters<typeof updateConnectorState>[2];

function goodResult(row: ConnectorRow, { hash, testedAt, learned }: TestReport): StateChange {
  // Whether copies are filed by the provider was perhaps seen at a real mail: that is better than knowing the host.
  const { selfFiling } = row.learned;
  const known = { ...row.learned, ...learned, ...(selfFiling === undefined ? {} : { selfFiling }) };
  const tested = { testedHash: hash, testedAt, learned: known };
  if (!row.enabled) return { ...tested, state: 'inactive', stateReason: SWITCHED_OFF };
  const stateAt = row.state === 'active' ? row.stateAt : testedAt;
  return { ...tested, state: 'active', stateReason: 'Connection test succeeded', stateAt };
}

function badResult(row: ConnectorRow, report: TestReport): StateChange | undefined {
  if (!row.enabled || isForTheMoment(report)) return undefined;
  const wasWell = row.state === 'active' || row.state === 'problematic';
  return {
    state: wasWell ? 'problematic' : 'inactive',
    stateReason: report.summary,
    stateAt: row.state === 'problematic' ? row.stateAt : report.testedAt,
  };
}

function isForTheMoment({ steps }: TestReport): boolean {
  return steps.filter(({ ok }) => ok === false).every(({ code }) => FOR_THE_MOMENT.includes(code ?? ''));
}
