import { join } from 'node:path';
import { openHttpServer } from '../../src/http/server.ts';
import { runChild } from './child-process.ts';
import { openEventProduct } from './event-product.ts';
import type { CallerAnswer, CallerSettings } from './http-callers.ts';
import { inFlight, median, quantile } from './measure.ts';
import { enqueueOne, type MailKind, openProduct, WITH_PDF } from './product.ts';
import type { BenchContext } from './whole-job.ts';

const CALLERS = 50;

/** p95 of what a caller waits until its mail is durable, while 50 callers each wait for theirs. Median over the rounds. */
async function p95Ms(context: BenchContext, round: (url: string) => Promise<number[]>): Promise<number> {
  const found: number[] = [];
  for (let index = 0; index <= context.rounds; index += 1) {
    const waits = await round(`sqlite:${join(context.folder, `enqueue-${performance.now()}.db`)}`);
    if (index > 0) found.push(quantile(waits, 0.95));
  }
  return median(found);
}

/** Through the outbox itself. */
export function enqueueByCode(context: BenchContext, count: number, withPdf: boolean): Promise<number> {
  const kind: MailKind = withPdf ? { ...WITH_PDF, sentCopy: 'never' } : { sentCopy: 'never' };
  return p95Ms(context, async (url) => {
    const rig = await openProduct({ url, target: context.servers.target() });
    const waits: number[] = [];
    await inFlight(count, CALLERS, async (index) => {
      const start = performance.now();
      await enqueueOne(rig, index, kind);
      waits.push(performance.now() - start);
    });
    await rig.close();
    return waits;
  });
}

/** POST /api/events with the PDF in the facts; the callers have a process of their own. */
export function enqueueByHttp(context: BenchContext, count: number, withPdf: boolean): Promise<number> {
  return p95Ms(context, async (url) => {
    const { app } = await openEventProduct({ url, target: context.servers.target(), withPdf });
    const server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
    const settings: CallerSettings = { url: server.url, count, callers: CALLERS, withPdf };
    const { waits } = await runChild<CallerAnswer>('http-callers.ts', settings);
    await server.close();
    await app.close();
    return waits;
  });
}
