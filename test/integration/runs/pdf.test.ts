import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPdf, type Pdf } from '../../../src/runs/intake/pdf/open-pdf.ts';
import { normalizePdfText } from '../../../src/runs/intake/pdf/owner-number.ts';
import { type OpenPdf, openPdfium, type Pdfium } from '../../../src/runs/intake/pdf/pdfium.ts';
import { openQpdf } from '../../../src/runs/intake/pdf/qpdf.ts';
import type { DocumentLayout } from '../../../src/sdk/document-layout.ts';
import { AppError } from '../../../src/sdk/errors.ts';
import { makePdf, pdfWithSharedPictures, rawPdf } from '../../support/pdf-samples.ts';

let pdf: Pdf;
let reader: Pdfium;
let slip: Buffer;
beforeAll(async () => {
  pdf = openPdf({ threads: 2 });
  reader = await openPdfium();
  slip = await makePdf(['Employee No: E001  Grüße', 'second page'], 48_000);
});
afterAll(() => pdf.close());

const textOf = (document: OpenPdf) =>
  normalizePdfText(Array.from({ length: document.pages }, (_, page) => document.textOf(page)).join(' '));

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await promise.then(
    () => new Error('It was accepted'),
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) throw thrown;
  return thrown;
}

describe('inspecting a PDF', () => {
  test('gives its pages and its text, and leaves the bytes as they were', async () => {
    const before = createHash('sha256').update(slip).digest('hex');
    expect(await pdf.inspectPdf(slip)).toEqual({
      pages: 2,
      encrypted: false,
      text: 'Employee No: E001 Grüße second page',
    });
    expect(createHash('sha256').update(slip).digest('hex')).toBe(before);
    expect(await pdf.containsText(slip, 'E001')).toBe(true);
    expect(await pdf.containsText(slip, 'E00')).toBe(false);
  });

  test.each([
    ['0 bytes', () => Buffer.alloc(0), 'empty'],
    ['the bytes of another kind', () => Buffer.from('<html>'), 'not_pdf'],
    ['a damaged body', () => Buffer.from('%PDF-1.7\nnothing here\n%%EOF\n'), 'damaged'],
    ['its end cut off', () => slip.subarray(0, slip.length - 3000), 'cut_off'],
    [
      'no pages',
      () => rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']),
      'no_pages',
    ],
    ['100 MB', () => Buffer.concat([slip, Buffer.alloc(100_000_000)]), 'too_big'],
  ])('with %s tells the reason', async (_, bytes, reason) => {
    const { problem, pages } = await pdf.inspectPdf(bytes());
    expect({ reason: problem?.reason, pages }).toEqual({ reason, pages: 0 });
    expect(problem?.message).toMatch(/^[A-Z].*\.$/);
  });

  test('beyond its limits tells the reason', async () => {
    const strict = openPdf({ threads: 1, maxPages: 1, maxText: 1000 });
    expect((await strict.inspectPdf(slip)).problem?.reason).toBe('too_many_pages');
    expect((await strict.inspectPdf(await makePdf(['word '.repeat(400)]))).problem?.reason).toBe('too_much_text');
    await strict.close();
  });
});

describe('the threads', () => {
  test('refuse what does not fit in the queue, and give up what is cancelled, waiting or running', async () => {
    const small = openPdf({ threads: 1, queue: 1 });
    const cancel = new AbortController();
    const running = failure(small.inspectPdf(slip, { signal: cancel.signal }));
    const waiting = failure(small.inspectPdf(slip, { signal: cancel.signal }));
    expect((await failure(small.inspectPdf(slip))).code).toBe('TOO_MANY');
    cancel.abort();
    expect((await running).code).toBe('CANCELLED');
    expect((await waiting).code).toBe('CANCELLED');
    expect((await small.inspectPdf(slip)).pages).toBe(2);
    const open = failure(small.inspectPdf(slip));
    await small.close();
    expect((await open).code).toBe('CANCELLED');
    expect((await failure(small.inspectPdf(slip))).code).toBe('CANCELLED');
  });

  test('that run over their time or memory fail that file only', async () => {
    const heavy = Buffer.concat([slip, Buffer.alloc(40_000_000), Buffer.from('%%EOF')]);
    const small = openPdf({ threads: 1, maxMemory: 40_000_000 });
    const [refused, read] = await Promise.all([small.inspectPdf(heavy), small.inspectPdf(slip)]);
    expect(refused.problem?.reason).toBe('memory');
    expect(read.pages).toBe(2);
    await small.close();
    const hurried = openPdf({ threads: 1, timeoutMs: 1 });
    expect((await hurried.inspectPdf(slip)).problem?.reason).toBe('timeout');
    await hurried.close();
  });

  test('read many files at once and keep each answer with its file', async () => {
    const files = await Promise.all(Array.from({ length: 40 }, (_, index) => makePdf([`No: E${index}.`])));
    const answers = await Promise.all(files.map((bytes) => pdf.inspectPdf(bytes)));
    expect(answers.map(({ text }) => text)).toEqual(files.map((_, index) => `No: E${index}.`));
  });
});

describe('splitting a combined PDF', () => {
  test('gives each owner the own pages and nothing of the others', async () => {
    const pages = ['cover', 'No: E001 Anna', 'more of Anna', 'No: E002 Boris', 'No: E001 late'];
    const combined = await makePdf(pages);
    const found = await pdf.splitPdf(combined, { text: 'No:' });
    expect(found.pages).toBe(5);
    expect(found.unowned).toMatchObject([{ from: 1, to: 1, reason: 'before_first_marker' }]);
    const texts: [string, string][] = [];
    for await (const { owner, bytes } of pdf.extractParts(combined, found.parts)) {
      texts.push([owner, reader.withDocument(bytes, '', textOf)]);
    }
    expect(texts).toEqual([
      ['E001', 'No: E001 Anna more of Anna No: E001 late'],
      ['E002', 'No: E002 Boris'],
    ]);
  });

  test('leaves out the pictures that only other pages draw', async () => {
    const combined = pdfWithSharedPictures();
    const { parts } = await pdf.splitPdf(combined, { text: 'No:' });
    // Not by itself: a copy of the page still has the whole list.
    const copy = reader.withDocument(combined, '', (document) => document.copyPages('1'));
    expect(everythingIn(copy)).toContain('signature-of-boris');
    for await (const { owner, bytes } of pdf.extractParts(combined, parts)) {
      const mine = owner === 'E001' ? 'anna' : 'boris';
      const other = owner === 'E001' ? 'boris' : 'anna';
      expect(everythingIn(bytes)).toContain(`signature-of-${mine}`);
      expect(everythingIn(bytes)).not.toContain(`signature-of-${other}`);
    }
  });

  test('gives all of more parts than fit in one answer', async () => {
    const combined = await makePdf(Array.from({ length: 250 }, (_, index) => `No: E${index}.`));
    const { parts } = await pdf.splitPdf(combined, { pattern: 'No: (E\\d+)' });
    const owners: string[] = [];
    for await (const part of pdf.extractParts(combined, parts)) owners.push(part.owner);
    expect(owners).toEqual(Array.from({ length: 250 }, (_, index) => `E${index}`));
  });

  test('refuses a marker that cannot be used, and a PDF that cannot be read', async () => {
    expect((await failure(pdf.splitPdf(slip, { pattern: '(E' }))).code).toBe('VALIDATION');
    expect((await failure(pdf.splitPdf(Buffer.from('x'), { text: 'No' }))).details['reason']).toBe('not_pdf');
  });
});

describe('protecting a PDF', () => {
  test('takes AES-256; another program opens it with the password and with no other', async () => {
    const password = 'Müll1980€';
    const bytes = await pdf.encryptPdf(slip, password);
    const source = Buffer.from(bytes).toString('latin1');
    expect(source).toMatch(/\/CFM ?\/AESV3/);
    expect(source).toMatch(/\/R 6\b/);
    const opened = reader.withDocument(bytes, password, (document) => [
      document.pages,
      document.encrypted,
      textOf(document),
    ]);
    expect(opened).toEqual([2, true, 'Employee No: E001 Grüße second page']);
    for (const wrong of ['', 'müll1980€', 'owner']) {
      expect(() => reader.withDocument(bytes, wrong, textOf)).toThrow('asks for a password');
    }
    expect(await pdf.inspectPdf(bytes)).toMatchObject({ encrypted: true, problem: { reason: 'encrypted' } });
    expect((await failure(pdf.encryptPdf(bytes, 'another'))).details['reason']).toBe('encrypted');
  });

  test('takes one that only its owner has restricted, as it opens without a password; merging says what is wrong', async () => {
    const qpdf = await openQpdf();
    const restricted = qpdf.rewrite(slip, [
      ...['--encrypt', '--user-password=', '--owner-password=boss', '--bits=256', '--modify=none', '--'],
    ]);
    const seen = await pdf.inspectPdf(restricted);
    expect(seen).toMatchObject({ pages: 2, encrypted: true, text: 'Employee No: E001 Grüße second page' });
    expect(seen.problem).toBeUndefined();
    const password = 'of the person';
    const bytes = await pdf.encryptPdf(restricted, password);
    expect(reader.withDocument(bytes, password, ({ pages }) => pages)).toBe(2);
    const files = [
      { name: 'a.pdf', bytes: slip },
      { name: 'b.pdf', bytes: restricted },
    ];
    const error = await failure(pdf.mergePdfs(files));
    expect(error.details['reason']).toBe('restricted');
    expect(error.message).toMatch(/^"b.pdf": The PDF opens without a password, but its owner has restricted/);
  });

  test('uses a new key each time, whatever the password looks like', async () => {
    for (const password of ['--decrypt', '@/etc/passwd', 'a b"\'$']) {
      const [one, two] = await Promise.all([pdf.encryptPdf(slip, password), pdf.encryptPdf(slip, password)]);
      expect(Buffer.from(one).equals(two)).toBe(false);
      expect(reader.withDocument(one, password, ({ pages }) => pages)).toBe(2);
    }
  });

  test('refuses a password that cannot be typed or is too long, and never repeats it', async () => {
    for (const password of ['', 'a\nb', 'é'.repeat(64)]) {
      const error = await failure(pdf.encryptPdf(slip, password));
      expect(error.details['reason']).toBe('password');
      if (password) expect(JSON.stringify([error.message, error.details])).not.toContain(password);
    }
  });
});

describe('drawing a payslip', () => {
  const layout: DocumentLayout = {
    madeAt: Date.UTC(2025, 6, 31),
    title: 'Payslip July',
    language: 'de',
    footer: 'Corp',
    blocks: [
      { kind: 'heading', text: 'Abrechnung für Łukasz Đorđević' },
      { kind: 'text', text: 'Ωμέγα и Дмитрий' },
      { kind: 'facts', lines: [{ label: 'Number', value: 'E001' }] },
      {
        kind: 'table',
        columns: [
          { title: 'Item', width: 3 },
          { title: 'EUR', align: 'right' },
        ],
        rows: Array.from({ length: 60 }, (_, index) => [`Item ${index}`, `${index},00 €`]),
        total: ['Sum', '1.770,00 €'],
      },
    ],
  };

  test('gives a readable document over as many pages as it needs, the same bytes each time', async () => {
    const bytes = await pdf.drawPayslip(layout);
    const { text, pages } = await pdf.inspectPdf(bytes);
    expect(pages).toBe(2);
    for (const words of [
      'Abrechnung für Łukasz Đorđević',
      'Ωμέγα и Дмитрий',
      'Number E001',
      'Item 59 59,00 €',
      'Sum 1.770,00 €',
      '2 / 2',
    ]) {
      expect(text).toContain(words);
    }
    expect(text.match(/Item EUR/g)).toHaveLength(2);
    expect(Buffer.from(await pdf.drawPayslip(layout)).equals(bytes)).toBe(true);
  });

  test('names the characters it cannot draw, and what is wrong with a table', async () => {
    const one = (text: string): DocumentLayout => ({ ...layout, blocks: [{ kind: 'text', text }] });
    const missing = await failure(pdf.drawPayslip(one('漢字')));
    expect([missing.details['reason'], missing.message]).toEqual([
      'characters',
      expect.stringContaining('漢 (U+6F22), 字'),
    ]);
    expect((await failure(pdf.drawPayslip(one('שלום')))).details['reason']).toBe('characters');
    const table = { kind: 'table' as const, columns: [{ title: 'a' }], rows: [['1', '2']] };
    const wrong = await failure(pdf.drawPayslip({ ...layout, blocks: [table] }));
    expect([wrong.details['reason'], wrong.message]).toEqual(['layout', expect.stringContaining('2 cells')]);
  });
});

/** All bytes of a PDF, its compressed streams unpacked. */
function everythingIn(bytes: Uint8Array): string {
  const source = Buffer.from(bytes);
  const parts = [source.toString('latin1')];
  for (let at = source.indexOf('stream'); at >= 0; at = source.indexOf('stream', at + 6)) {
    const start = source[at + 6] === 13 ? at + 8 : at + 7;
    try {
      parts.push(inflateRawSync(source.subarray(start + 2), { finishFlush: 2 }).toString('latin1'));
    } catch {
      // Not compressed: it is in the text as it stands.
    }
  }
  return parts.join('\n');
}
