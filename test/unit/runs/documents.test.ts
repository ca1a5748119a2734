import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentOptions, OpenDocuments } from '../../../src/runs/intake/documents/document.ts';
import { openFiles, openFolder } from '../../../src/runs/intake/documents/open-folder.ts';
import { openZip } from '../../../src/runs/intake/documents/open-zip.ts';
import { AppError } from '../../../src/sdk/errors.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';
import { overlappingZip, type ZipItem, zipFile } from '../../support/zip-file.ts';

const PDF = '%PDF-1.7\nbody\n%%EOF\n';
let folder: string;
beforeAll(() => {
  folder = makeTempFolder('docs');
});
afterAll(() => removeTempFolder(folder));

async function read(opened: OpenDocuments) {
  const found: (string | [string, string])[] = [];
  for await (const one of opened.documents) found.push('refused' in one ? [one.name, one.refused] : one.name);
  await opened.close();
  return found;
}

function saved(bytes: Buffer): string {
  const path = join(folder, `${createHash('sha256').update(bytes).digest('hex')}.zip`);
  writeFileSync(path, bytes);
  return path;
}

const readZip = async (items: ZipItem[], options?: DocumentOptions) =>
  read(await openZip(saved(zipFile(items)), options));

async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.details['reason'] ?? thrown.code;
    throw thrown;
  }
  throw new Error('It was accepted');
}

describe('a zip file', () => {
  test('gives each PDF with its size and digest, and its bytes as often as wanted', async () => {
    const opened = await openZip(
      saved(
        zipFile([
          { name: 'slips/', bytes: '' },
          { name: 'slips/E001.pdf', bytes: PDF },
        ]),
      ),
    );
    for await (const one of opened.documents) {
      if ('refused' in one) throw new Error(one.message);
      const sha256 = createHash('sha256').update(PDF).digest('hex');
      expect(one).toMatchObject({ name: 'slips/E001.pdf', size: PDF.length, sha256 });
      for (const _ of [1, 2]) expect((await buffer(one.open())).toString()).toBe(PDF);
    }
    await opened.close();
  });

  test('refuses, each with its reason, what leads out, is a link, is encrypted, empty, no PDF or damaged', async () => {
    const found = await readZip([
      { name: '../evil.pdf', bytes: PDF },
      { name: '..\\evil.pdf', bytes: PDF },
      { name: '/etc/evil.pdf', bytes: PDF },
      { name: 'C:/evil.pdf', bytes: PDF },
      { name: 'link.pdf', bytes: '/etc/passwd', mode: 0o120777 },
      { name: 'device.pdf', bytes: PDF, mode: 0o020644 },
      { name: 'locked.pdf', bytes: PDF, encrypted: true },
      { name: 'empty.pdf', bytes: '' },
      { name: 'page.pdf', bytes: '<html>' },
      { name: 'longer.pdf', bytes: PDF, claims: { size: 5 } },
      { name: 'changed.pdf', bytes: PDF, claims: { crc: 1 } },
      { name: 'E001\u202efdp.exe', bytes: PDF },
      { name: '__MACOSX/._E001.pdf', bytes: 'x' },
      { name: 'E001.pdf', bytes: PDF },
    ]);
    expect(found).toEqual([
      ['../evil.pdf', 'outside'],
      ['../evil.pdf', 'outside'],
      ['/etc/evil.pdf', 'outside'],
      ['C:/evil.pdf', 'outside'],
      ['link.pdf', 'symlink'],
      ['device.pdf', 'special_file'],
      ['locked.pdf', 'encrypted_entry'],
      ['empty.pdf', 'empty'],
      ['page.pdf', 'not_pdf'],
      ['longer.pdf', 'damaged'],
      ['changed.pdf', 'damaged'],
      ['E001?fdp.exe', 'bad_name'],
      ['__MACOSX/._E001.pdf', 'system_file'],
      'E001.pdf',
    ]);
  });

  test('refuses all files of one name, whatever their case and normal form', async () => {
    const found = await readZip([
      { name: 'M\u00fcller.pdf', bytes: PDF },
      { name: 'MU\u0308LLER.PDF', bytes: `${PDF}2` },
      { name: 'other/Müller.pdf', bytes: PDF },
    ]);
    expect(found).toEqual([['Müller.pdf', 'duplicate_name'], ['MÜLLER.PDF', 'duplicate_name'], 'other/Müller.pdf']);
  });

  test('reads names of UTF-8, of UTF-8 that does not say so, and of code page 437', async () => {
    const opened = await openZip(
      saved(
        zipFile([
          { name: 'Łukasz.pdf', bytes: PDF },
          { name: 'Jürgen.pdf', bytes: PDF, utf8: false },
          { name: Buffer.from([0x42, 0x94, 0x73, 0x65, 0x2e, 0x70, 0x64, 0x66]), bytes: PDF, utf8: false },
        ]),
      ),
    );
    const names: unknown[] = [];
    for await (const one of opened.documents) names.push('refused' in one ? one : [one.name, one.nameEncoding]);
    await opened.close();
    expect(names).toEqual([
      ['Łukasz.pdf', 'utf-8'],
      ['Jürgen.pdf', 'utf-8 undeclared'],
      ['Böse.pdf', 'cp437'],
    ]);
  });

  test('is refused where it is a bomb, has too many files or too much in total', async () => {
    const zeros = Buffer.concat([Buffer.from(PDF), Buffer.alloc(20_000_000)]);
    expect(
      await readZip([
        { name: 'bomb.pdf', bytes: zeros },
        { name: 'good.pdf', bytes: PDF },
      ]),
    ).toEqual([['bomb.pdf', 'zip_bomb'], 'good.pdf']);
    expect(await readZip([{ name: 'big.pdf', bytes: PDF }], { limits: { maxBytes: 10 } })).toEqual([
      ['big.pdf', 'too_big'],
    ]);
    expect(await reasonOf(openZip(saved(overlappingZip(Buffer.from(PDF), 100))))).toBe('zip_bomb');
    const two = saved(
      zipFile([
        { name: 'a.pdf', bytes: PDF },
        { name: 'b.pdf', bytes: PDF },
      ]),
    );
    expect(await reasonOf(openZip(two, { limits: { maxCount: 1 } }))).toBe('too_many_entries');
    expect(await reasonOf(openZip(two, { limits: { maxTotalBytes: 30 } }))).toBe('TOO_LARGE');
    expect(await reasonOf(openZip(saved(Buffer.from('no zip file'))))).toBe('damaged');
    expect(await reasonOf(openZip(two, { signal: AbortSignal.abort() }).then(read))).toBe('CANCELLED');
  });
});

describe('a folder', () => {
  test('gives its PDFs and refuses links, duplicates and files that are too big', async () => {
    const root = join(folder, 'root');
    mkdirSync(join(root, 'slips'), { recursive: true });
    writeFileSync(join(root, 'slips', 'E001.pdf'), PDF);
    writeFileSync(join(root, 'E002.pdf'), PDF);
    writeFileSync(join(root, 'e002.PDF'), PDF);
    writeFileSync(join(root, 'large.pdf'), PDF.repeat(10));
    symlinkSync('/etc/passwd', join(root, 'link.pdf'));
    symlinkSync('/etc', join(root, 'linked-folder'));
    expect(await read(await openFolder(root, { limits: { maxBytes: 100 } }))).toEqual([
      ['E002.pdf', 'duplicate_name'],
      ['e002.PDF', 'duplicate_name'],
      ['large.pdf', 'too_big'],
      ['link.pdf', 'symlink'],
      ['linked-folder', 'symlink'],
      'slips/E001.pdf',
    ]);
    expect(await reasonOf(openFolder(root, { limits: { maxCount: 3 } }))).toBe('TOO_LARGE');
    const path = join(root, 'E002.pdf');
    expect(
      await read(
        await openFiles([
          { name: '../x.pdf', path },
          { name: 'Anna.pdf', path },
        ]),
      ),
    ).toEqual([['../x.pdf', 'outside'], 'Anna.pdf']);
  });
});
