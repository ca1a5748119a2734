import { join } from 'node:path';
import type { Target } from './bench-servers.ts';
import { type Contestants, inFlight, interleaved, type Rounds, type Run, timed } from './measure.ts';
import { enqueueOne, type MailKind, openProduct, sendAll, untilSettled, WITH_PDF } from './product.ts';
import { composed, runPoolComposing, runPoolRaw } from './references/pooled-loop.ts';
import type { BenchContext } from './whole-job.ts';

export const POOL_RAW = 'nodemailer pool, finished bytes';
export const POOL_COMPOSING = 'nodemailer pool, rule and templates, composing';
export const PRODUCT_DRAIN = 'mailrule, stored mails until accepted';
export const PRODUCT_ALL = 'mailrule, from facts until accepted';

/** No Sent copy: 70 kB with the PDF, 2 kB without. */
export async function smtpOnly(context: BenchContext, count: number, withPdf: boolean): Promise<Rounds> {
  const target = context.servers.target();
  const { raw } = await composed(0, withPdf);
  const kind: MailKind = withPdf ? { ...WITH_PDF, sentCopy: 'never' } : { sentCopy: 'never' };
  const name = withPdf ? 'large' : 'small';
  let made = 0;
  const database = () => `sqlite:${join(context.folder, `smtp-${name}-${++made}.db`)}`;
  const contestants: Contestants = {
    [POOL_RAW]: () => timed(count, () => runPoolRaw(count, target, raw)),
    [POOL_COMPOSING]: () => timed(count, () => runPoolComposing(count, target, withPdf)),
    [PRODUCT_DRAIN]: () => drain({ url: database(), target, count, kind }),
    [PRODUCT_ALL]: () => fromFacts({ url: database(), target, count, kind }),
  };
  return interleaved(contestants, context.rounds, context.tell);
}

interface Job {
  url: string;
  target: Target;
  count: number;
  kind: MailKind;
}

/** The mails are in the outbox already, as after a night's planning. */
async function drain({ url, target, count, kind }: Job): Promise<Run> {
  const rig = await openProduct({ url, target });
  await inFlight(count, 50, (index) => enqueueOne(rig, index, kind));
  const run = await timed(count, async () => {
    await rig.outbox.start();
    await untilSettled(rig.store);
  });
  await rig.close();
  return run;
}

async function fromFacts({ url, target, count, kind }: Job): Promise<Run> {
  const rig = await openProduct({ url, target });
  await rig.outbox.start();
  const run = await timed(count, () => sendAll(rig, count, kind));
  await rig.close();
  return run;
}
