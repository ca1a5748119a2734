/**
 * Reads 10,000 payslips of 50 kB from a zip file, digests and inspects each, and measures how long other work has to wait
 * meanwhile: npx tsx test/bench/read-documents.ts [documents]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buffer } from 'node:stream/consumers';
import { openZip } from '../../src/runs/intake/documents/open-zip.ts';
import { openPdf, type Pdf } from '../../src/runs/intake/pdf/open-pdf.ts';
import { textContains } from '../../src/runs/intake/pdf/owner-number.ts';
import { makePdf } from '../support/pdf-samples.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { zipFile } from '../support/zip-file.ts';

const DIFFERENT = 100;
const documents = Number(process.argv[2] ?? 10_000);
const folder = makeTempFolder('bench');
const pdf = openPdf();

async function writeZip(): Promise<string> {
  const slips = await Promise.all(
    Array.from({ length: DIFFERENT }, (_, index) =>
      makePdf([`Employee No: E${index}\n${'Base salary 2.500,00 EUR\n'.repeat(40)}`], 48_000),
    ),
  );
  const path = join(folder, 'slips.zip');
  writeFileSync(
    path,
    zipFile(
      Array.from({ length: documents }, (_, index) => ({
        name: `E${index}.pdf`,
        bytes: slips[index % DIFFERENT] ?? '',
      })),
    ),
  );
  return path;
}

async function readAll(reader: Pdf, path: string): Promise<number> {
  const opened = await openZip(path);
  const running = new Set<Promise<void>>();
  let found = 0;
  let index = 0;
  for await (const one of opened.documents) {
    if ('refused' in one) throw new Error(one.message);
    const number = `E${index % DIFFERENT}`;
    index += 1;
    const job = buffer(one.open())
      .then((bytes) => reader.inspectPdf(bytes))
      .then(({ text }) => {
        if (textContains(text, number)) found += 1;
        running.delete(job);
      });
    running.add(job);
    if (running.size >= reader.threads * 2) await Promise.race(running);
  }
  await Promise.all(running);
  await opened.close();
  return found;
}

const path = await writeZip();
const delay = monitorEventLoopDelay({ resolution: 5 });
const before = performance.now();
const rssBefore = process.memoryUsage().rss;
let mostRss = 0;
const watch = setInterval(() => {
  mostRss = Math.max(mostRss, process.memoryUsage().rss);
}, 100);
delay.enable();
const found = await readAll(pdf, path);
delay.disable();
clearInterval(watch);
const seconds = (performance.now() - before) / 1000;
await pdf.close();
removeTempFolder(folder);
console.log(
  `${found} of ${documents} documents read, digested and inspected in ${seconds.toFixed(1)} s (${Math.round(documents / seconds)}/s), ` +
    `${pdf.threads} threads; event loop delay p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms, longest ${(delay.max / 1e6).toFixed(1)} ms; ` +
    `memory ${(mostRss / 1e6).toFixed(0)} MB, of which ${(rssBefore / 1e6).toFixed(0)} MB from making the documents`,
);
