import { join } from 'node:path';
import { inFlight, quantile } from './measure.ts';
import { enqueueOne, type MailKind, openProduct, WITH_PDF } from './product.ts';
import type { BenchContext } from './whole-job.ts';

export interface Waits {
  medianMs: number;
  p95Ms: number;
}

const CALLERS = 50;

/** How long a caller waits until its mail is durable, while 50 callers each wait for theirs. Median over the rounds. */
export async function enqueueWaits(context: BenchContext, count: number, withPdf: boolean): Promise<Waits> {
  const kind: MailKind = withPdf ? { ...WITH_PDF, sentCopy: 'never' } : { sentCopy: 'never' };
  const rounds: Waits[] = [];
  for (let round = 0; round <= context.rounds; round += 1) {
    const file = join(context.folder, `enqueue-${withPdf ? 'large' : 'small'}-${round}.db`);
    const rig = await openProduct({ url: `sqlite:${file}`, target: context.servers.target() });
    const waits: number[] = [];
    await inFlight(count, CALLERS, async (index) => {
      const start = performance.now();
      await enqueueOne(rig, index, kind);
      waits.push(performance.now() - start);
    });
    await rig.close();
    if (round > 0) rounds.push({ medianMs: quantile(waits, 0.5), p95Ms: quantile(waits, 0.95) });
  }
  const middle = (pick: (waits: Waits) => number) => quantile(rounds.map(pick), 0.5);
  return { medianMs: middle(({ medianMs }) => medianMs), p95Ms: middle(({ p95Ms }) => p95Ms) };
}
