import { join } from 'node:path';
import { openHttpServer } from '../../src/http/server.ts';
import { eventOf, openEventProduct } from './event-product.ts';
import { inFlight, quantile } from './measure.ts';
import { enqueueOne, type MailKind, openProduct, WITH_PDF } from './product.ts';
import type { BenchContext } from './whole-job.ts';

const CALLERS = 50;

interface Door {
  enqueue(index: number): Promise<void>;
  close(): Promise<void>;
}

/** p95 of what a caller waits until its mail is durable, while 50 callers each wait for theirs. Median over the rounds. */
async function p95Ms(context: BenchContext, count: number, open: (url: string) => Promise<Door>): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round <= context.rounds; round += 1) {
    const door = await open(`sqlite:${join(context.folder, `enqueue-${performance.now()}.db`)}`);
    const waits: number[] = [];
    await inFlight(count, CALLERS, async (index) => {
      const start = performance.now();
      await door.enqueue(index);
      waits.push(performance.now() - start);
    });
    await door.close();
    if (round > 0) rounds.push(quantile(waits, 0.95));
  }
  return quantile(rounds, 0.5);
}

/** Through the outbox itself. */
export function enqueueByCode(context: BenchContext, count: number, withPdf: boolean): Promise<number> {
  const kind: MailKind = withPdf ? { ...WITH_PDF, sentCopy: 'never' } : { sentCopy: 'never' };
  return p95Ms(context, count, async (url) => {
    const rig = await openProduct({ url, target: context.servers.target() });
    return { enqueue: (index) => enqueueOne(rig, index, kind), close: () => rig.close() };
  });
}

/** POST /api/events with the PDF in the facts; client and server share this process. */
export function enqueueByHttp(context: BenchContext, count: number, withPdf: boolean): Promise<number> {
  return p95Ms(context, count, async (url) => {
    const { app } = await openEventProduct({ url, target: context.servers.target(), withPdf });
    const server = await openHttpServer({ router: app.router, host: '127.0.0.1', port: 0 });
    const post = async (index: number) => {
      const answer = await fetch(`${server.url}/api/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(eventOf(index, withPdf)),
      });
      const text = await answer.text();
      if (answer.status !== 201) throw new Error(`POST /api/events answered ${answer.status}: ${text}`);
    };
    return {
      enqueue: post,
      close: async () => {
        await server.close();
        await app.close();
      },
    };
  });
}
