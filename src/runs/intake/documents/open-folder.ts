import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../sdk/errors.ts';
import {
  type DocumentLimits,
  type DocumentOptions,
  documentLimits,
  type OpenDocuments,
  type RefusedDocument,
  refuse,
  type UploadedDocument,
} from './document.ts';
import { findNameProblem, nameKey, repeatedKeys } from './document-name.ts';
import { checkCancelled, readDocument } from './read-document.ts';

/** A file that was uploaded by itself: what its owner calls it, and where it lies. */
export interface SingleFile {
  name: string;
  path: string;
}

/** The PDFs in a folder and in the folders in it. Links are refused, not followed. */
export async function openFolder(folder: string, options: DocumentOptions = {}): Promise<OpenDocuments> {
  const { maxCount } = documentLimits(options.limits);
  const files: SingleFile[] = [];
  await listFiles(folder, '', files, maxCount, options.signal);
  return openFiles(files, options);
}

/** The PDFs in these files. */
export async function openFiles(files: readonly SingleFile[], options: DocumentOptions = {}): Promise<OpenDocuments> {
  const limits = documentLimits(options.limits);
  if (files.length > limits.maxCount) throw tooMany(limits.maxCount);
  return { documents: readAll(files, limits, options.signal), close: () => Promise.resolve() };
}

async function listFiles(
  folder: string,
  within: string,
  files: SingleFile[],
  maxCount: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const found = await readdir(folder, { withFileTypes: true });
  for (const item of found.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    checkCancelled(signal);
    const name = within + item.name;
    if (item.isDirectory()) await listFiles(join(folder, item.name), `${name}/`, files, maxCount, signal);
    else files.push({ name, path: join(folder, item.name) });
    if (files.length > maxCount) throw tooMany(maxCount);
  }
}

function tooMany(maxCount: number): AppError {
  return new AppError('TOO_LARGE', `There are more than ${maxCount} files. Split them into several runs.`);
}

async function* readAll(
  files: readonly SingleFile[],
  limits: DocumentLimits,
  signal: AbortSignal | undefined,
): AsyncGenerator<UploadedDocument | RefusedDocument> {
  const named = files.map(({ name, path }) => ({ name: name.normalize('NFC'), path }));
  const repeated = repeatedKeys(named.map(({ name }) => name));
  let total = 0;
  for (const { name, path } of named) {
    checkCancelled(signal);
    const status = await lstat(path);
    const problem = findNameProblem(name);
    if (problem) yield problem;
    else if (status.isSymbolicLink()) yield refuse(name, 'symlink');
    else if (!status.isFile()) yield refuse(name, 'special_file');
    else if (repeated.has(nameKey(name))) yield refuse(name, 'duplicate_name');
    else if (status.size > limits.maxBytes) yield refuse(name, 'too_big');
    else {
      total += status.size;
      if (total > limits.maxTotalBytes) {
        const most = Math.floor(limits.maxTotalBytes / 1_000_000);
        throw new AppError('TOO_LARGE', `The files have more than ${most} MB together. Split them into several runs.`);
      }
      yield await readDocument({ name, open: () => createReadStream(path) }, limits, signal);
    }
  }
}
