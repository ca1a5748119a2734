import type { CommandInput } from './command.ts';
import { durationText } from './duration-text.ts';
import type { Run } from './run-text.ts';

const EVERY_MS = 500;
const BAR = 30;
/** What may become of an e-mail. */
const ENDS = ['accepted', 'redirected', 'failed', 'uncertain', 'bounced', 'cancelled', 'captured'];

/** A bar on stderr, so that the result on stdout stays clean. */
export async function followRun(input: CommandInput, path: string, isOver: (run: Run) => boolean): Promise<Run> {
  const api = await input.api();
  const startedAt = Date.now();
  let first: number | undefined;
  for (let last = ''; ; ) {
    const run = await api.call<Run>({ method: 'GET', path });
    const { done, total } = doneOf(run);
    first ??= done;
    const line = `${bar(run)}${leftText({ done: done - first, left: total - done, ms: Date.now() - startedAt })}`;
    if (line !== last) input.streams.say(`\r${line.padEnd(last.length)}`);
    last = line;
    if (isOver(run) || input.signal.aborted) {
      input.streams.say('\n');
      return run;
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}

function doneOf({ state, plan: { done, total }, counts }: Run): { done: number; total: number } {
  if (state === 'planning') return { done, total: total ?? done };
  const { mails } = counts;
  return { done: ENDS.reduce((sum, end) => sum + (mails[end] ?? 0), 0), total: counts.planned };
}

function bar(run: Run): string {
  const { done, total } = doneOf(run);
  const filled = total === 0 ? 0 : Math.min(BAR, Math.round((done / total) * BAR));
  const { accepted = 0, failed = 0, held = 0 } = run.counts.mails;
  const what = run.state === 'planning' ? (run.plan.step ?? '') : `${accepted} sent, ${failed} failed, ${held} held`;
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${done}/${total} ${run.state} ${what}`;
}

function leftText({ done, left, ms }: { done: number; left: number; ms: number }): string {
  if (done <= 0 || left <= 0 || ms < 1_000) return '';
  return `, ${Math.round((done / ms) * 60_000)} a minute, ${durationText((left * ms) / done)} left`;
}
