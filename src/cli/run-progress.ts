import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../sdk/index.ts';
import type { CommandInput } from './command.ts';
import { durationText } from './duration-text.ts';
import type { Run } from './run-text.ts';

const AGAIN_MS = 500;
const BAR = 30;
/** What may become of an e-mail. */
const ENDS = ['accepted', 'redirected', 'failed', 'uncertain', 'bounced', 'cancelled', 'captured'];
/** Told where there are any. */
const SOME = [
  ['uncertain', 'uncertain'],
  ['bounced', 'came back'],
  ['redirected', 'redirected'],
  ['captured', 'captured'],
  ['cancelled', 'cancelled'],
] as const;

/** The part of the server's progress event that is shown. */
export interface RunProgress {
  state: string;
  step: string | null;
  stepDone: number;
  stepTotal: number | null;
  counts: { planned: number; suppressed: number; mails: Record<string, number> };
  /** e-mails still to be sent, without those that are held because their address gets none */
  waiting: number;
  /** of the last half minute */
  perMinute: number;
  /** null: nobody knows */
  leftMs: number | null;
}

/** When a step of the plan was first seen, and how much of it was done. */
interface StepStart {
  step: string | null;
  done: number;
  at: number;
}

/** A bar on stderr, so that the result on stdout stays clean. CANCELLED where the person stops watching first. */
export async function followRun(input: CommandInput, path: string, isOver: (state: string) => boolean): Promise<Run> {
  const api = await input.api();
  let [last, over] = ['', false];
  let start: StepStart | undefined;
  while (!over && !input.signal.aborted) {
    // The server ends each stream after a minute, and whoever still looks asks anew.
    for await (const progress of api.events<RunProgress>({ method: 'GET', path: `${path}/progress` })) {
      if (start?.step !== progress.step) start = { step: progress.step, done: progress.stepDone, at: Date.now() };
      const line = `${progressLine(progress)}${stepLeft(progress, start, Date.now())}`;
      if (line !== last) input.streams.say(`\r${line.padEnd(last.length)}`);
      last = line;
      over = isOver(progress.state);
      if (over || input.signal.aborted) break;
    }
    if (!over && !input.signal.aborted) await sleep(AGAIN_MS);
  }
  input.streams.say('\n');
  if (!over) throw new AppError('CANCELLED', 'You stopped watching; the run itself was not stopped.');
  return api.call<Run>({ method: 'GET', path });
}

/** One line: the bar, and every e-mail of the run in one of its numbers. */
export function progressLine(progress: RunProgress): string {
  const { state, step, counts, waiting } = progress;
  const { done, total } = doneOf(progress);
  const filled = total === 0 ? 0 : Math.min(BAR, Math.round((done / total) * BAR));
  const bar = `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${done}/${total} ${state}`;
  if (state === 'planning') return `${bar} ${step ?? ''}`;
  const { accepted = 0, failed = 0 } = counts.mails;
  const numbers = [`${accepted} sent`, `${failed} failed`, `${counts.suppressed} held`, `${waiting} waiting`];
  const some = SOME.flatMap(([end, word]) => ((counts.mails[end] ?? 0) > 0 ? [`${counts.mails[end]} ${word}`] : []));
  return `${bar} ${[...numbers, ...some, ...paceOf(progress)].join(', ')}`;
}

function doneOf({ state, stepDone, stepTotal, counts }: RunProgress): { done: number; total: number } {
  if (state === 'planning') return { done: stepDone, total: stepTotal ?? stepDone };
  return { done: ENDS.reduce((sum, end) => sum + (counts.mails[end] ?? 0), 0), total: counts.planned };
}

function paceOf({ state, perMinute, leftMs }: RunProgress): string[] {
  if (state !== 'sending') return [];
  const pace = perMinute > 0 ? [`${perMinute} a minute`] : [];
  return leftMs !== null && leftMs > 0 ? [...pace, `${durationText(leftMs)} left`] : pace;
}

/** The server measures e-mails; the steps of a plan are measured here, each from its first sight. */
export function stepLeft({ state, stepDone, stepTotal }: RunProgress, start: StepStart, now: number): string {
  const [done, ms, left] = [stepDone - start.done, now - start.at, (stepTotal ?? 0) - stepDone];
  if (state !== 'planning' || done <= 0 || left <= 0 || ms < 1_000) return '';
  return `, ${durationText((left * ms) / done)} left`;
}
