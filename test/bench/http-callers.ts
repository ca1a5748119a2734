/** Callers in a process of their own, so that their work is not the server's. Settings come as JSON in argv. */
import { eventOf } from './event-product.ts';
import { inFlight } from './measure.ts';

export interface CallerSettings {
  /** of the server */
  url: string;
  count: number;
  /** how many wait for an answer at once */
  callers: number;
  withPdf: boolean;
}

export interface CallerAnswer {
  /** what each request waited for its answer, in milliseconds */
  waits: number[];
}

const settings = JSON.parse(process.argv[2] ?? '{}') as CallerSettings;
const waits: number[] = [];
await inFlight(settings.count, settings.callers, async (index) => {
  const start = performance.now();
  const answer = await fetch(`${settings.url}/api/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(eventOf(index, settings.withPdf)),
  });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`POST /api/events answered ${answer.status}: ${text}`);
  waits.push(performance.now() - start);
});
process.send?.({ waits } satisfies CallerAnswer);
process.disconnect?.();
