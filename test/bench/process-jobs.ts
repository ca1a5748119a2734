import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildAnswer, ChildSettings } from './child.ts';
import { runChild } from './child-process.ts';
import { inFlight, median } from './measure.ts';
import { enqueueOne, openProduct } from './product.ts';
import type { BenchContext } from './whole-job.ts';

/** Peak memory of one process that enqueues and sends everything, Sent copies included. */
export async function peakMemory(context: BenchContext, count: number, attachmentBytes: number) {
  const target = context.servers.target();
  const url = `sqlite:${join(context.folder, `memory-${attachmentBytes}.db`)}`;
  const settings: ChildSettings = { job: 'memory', url, target, count, attachmentBytes };
  const answer = await runChild<ChildAnswer>('child.ts', settings);
  const filed = context.servers.filed(target);
  if (filed !== count) throw new Error(`${filed} of ${count} copies are in the Sent folder.`);
  context.servers.discard(target);
  return answer;
}

/** From the start of a process with `pending` stored mails until its first mail is accepted, in milliseconds. */
export async function restartMs(context: BenchContext, pending: number): Promise<number> {
  const target = context.servers.target();
  const filled = join(context.folder, 'restart.db');
  const rig = await openProduct({ url: `sqlite:${filled}`, target });
  await inFlight(pending, 50, (index) => enqueueOne(rig, index, { sentCopy: 'never' }));
  await rig.close();
  const times: number[] = [];
  for (let round = 0; round < context.rounds; round += 1) {
    const copy = join(context.folder, `restart-${round}.db`);
    copyFileSync(filled, copy);
    const settings: ChildSettings = { job: 'restart', url: `sqlite:${copy}`, target };
    times.push((await runChild<ChildAnswer>('child.ts', settings, { killAfterwards: true })).ms);
  }
  return median(times);
}
