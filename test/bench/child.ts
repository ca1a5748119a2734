/** A process of its own for what must not share one: peak memory, and the time a start takes. Settings come as JSON in argv. */
import { insertPiece, PIECE_BYTES } from '../../src/store/content.ts';
import type { OutboxRig } from '../support/outbox-rig.ts';
import type { Target } from './bench-servers.ts';
import { PDF, stableBytes } from './payslips.ts';
import { type MailKind, openProduct, sendAll } from './product.ts';

export type ChildSettings = { url: string; target: Target } & (
  | { job: 'memory'; count: number; attachmentBytes: number }
  | { job: 'restart' }
);

export interface ChildAnswer {
  startMb: number;
  peakMb: number;
}

const settings = JSON.parse(process.argv[2] ?? '{}') as ChildSettings;
const rig = await openProduct({ ...settings, fresh: settings.job === 'memory' });
const startMb = peakMb();
await rig.outbox.start();
if (settings.job === 'restart') await untilFirst(rig);
else await sendAll(rig, settings.count, await mailKind(rig, settings.attachmentBytes), 10);
process.send?.({ startMb, peakMb: peakMb() } satisfies ChildAnswer);
await rig.close();
process.disconnect?.();

function peakMb(): number {
  return process.resourceUsage().maxRSS / 1024;
}

/** Small ones come with the call, large ones are an uploaded file that all mails share. */
async function mailKind({ store }: OutboxRig, size: number): Promise<MailKind> {
  if (size === PDF.length) return { sentCopy: 'always', attachment: { size, source: { bytes: PDF } } };
  const contentId = 'uploaded';
  const piece = stableBytes(PIECE_BYTES);
  for (let seq = 0; seq * PIECE_BYTES < size; seq += 1) {
    const bytes = piece.subarray(0, Math.min(PIECE_BYTES, size - seq * PIECE_BYTES));
    await store.write((tx) => insertPiece(tx, contentId, seq, bytes));
  }
  return { sentCopy: 'always', attachment: { size, source: { contentId } } };
}

async function untilFirst({ store }: OutboxRig): Promise<void> {
  const first = () => store.read.sql<unknown[]>`SELECT 1 FROM delivery WHERE state = 'accepted' LIMIT 1`;
  while ((await first()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}
