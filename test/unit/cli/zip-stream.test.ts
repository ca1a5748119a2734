import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { zipStream } from '../../../src/cli/zip-stream.ts';
import { openZip } from '../../../src/runs/intake/documents/open-zip.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder('zip-stream');
afterAll(() => removeTempFolder(folder));

const PDF = '%PDF-1.7\n%%EOF\n';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const item = (name: string, ...chunks: string[]) => ({
  name,
  open: async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk);
  },
});

test('what is packed comes out byte by byte under its name, and the same files are the same archive', async () => {
  const items = [item('E0001.pdf', PDF), item('münchen/Ünï 工资.pdf', PDF, 'x'.repeat(70_000), 'end')];
  const bytes = await buffer(zipStream(items));
  const path = join(folder, 'a.zip');
  writeFileSync(path, bytes);
  const { documents, close } = await openZip(path);
  const found = [];
  for await (const one of documents) found.push(one);
  await close();
  expect(found).toMatchObject([
    { name: 'E0001.pdf', nameEncoding: 'utf-8', size: PDF.length, sha256: sha256(PDF) },
    { name: 'münchen/Ünï 工资.pdf', sha256: sha256(`${PDF}${'x'.repeat(70_000)}end`) },
  ]);
  expect(bytes.equals(await buffer(zipStream(items)))).toBe(true);
});

test('more than such an archive can hold is refused, not cut', async () => {
  const many = Array.from({ length: 65_536 }, (_, index) => item(`${index}.pdf`));
  await expect(buffer(zipStream(many))).rejects.toMatchObject({ code: 'TOO_LARGE' });
});
