import { join } from 'node:path';
import type { BenchServers, Target } from './bench-servers.ts';
import { openEventProduct, sendAllEvents } from './event-product.ts';
import { type Contestants, interleaved, type Rounds, type Run, timed } from './measure.ts';
import { runPipeline } from './references/pipeline.ts';
import { runPooledLoop } from './references/pooled-loop.ts';

export const PRODUCT = 'mailrule';
export const POOLED_LOOP = 'N+: nodemailer pool and one append per mail, nothing stored';
export const PIPELINE = 'P: pipeline prototype, journal with synchronous=FULL';

export interface BenchContext {
  servers: BenchServers;
  /** for databases; emptied by the caller */
  folder: string;
  rounds: number;
  tell(line: string): void;
}

/** Rule, templates, 70 kB mail, stored durably, marker, SMTP, Sent copy, record. */
export function wholeJob(context: BenchContext, count: number): Promise<Rounds> {
  const { servers, folder } = context;
  let made = 0;
  const contestant = (run: (target: Target, file: string) => Promise<Run>) => async () => {
    const target = servers.target();
    made += 1;
    const result = await run(target, join(folder, `whole-${made}.db`));
    const filed = servers.filed(target);
    if (filed !== count) throw new Error(`${filed} of ${count} copies are in the Sent folder.`);
    servers.discard(target);
    return result;
  };
  const contestants: Contestants = {
    [POOLED_LOOP]: contestant((target) => timed(count, () => runPooledLoop(count, target))),
    [PIPELINE]: contestant((target, file) => timed(count, () => runPipeline(count, target, file))),
    [PRODUCT]: contestant((target, file) => productRun(target, file, count)),
  };
  return interleaved(contestants, context.rounds, context.tell);
}

async function productRun(target: Target, file: string, count: number): Promise<Run> {
  const product = await openEventProduct({ url: `sqlite:${file}`, target, withPdf: true });
  await product.app.start();
  const run = await timed(count, () => sendAllEvents(product, count));
  await product.app.close();
  return run;
}
