import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { RUN_UPLOAD_BYTES } from '../runs/drafts/upload.ts';
import { openFolder } from '../runs/intake/documents/open-folder.ts';
import { AppError } from '../sdk/index.ts';
import { printable } from './text-table.ts';
import { zipStream } from './zip-stream.ts';

interface FolderInput {
  say(text: string): void;
  signal: AbortSignal;
}

export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // What cannot be looked at is told by whoever opens it as a file.
    return false;
  }
}

/**
 * The PDFs of a folder and of the folders in it as one zip file, made while it is sent: its rules are those of a zip file. What
 * is no document is told. BAD_REQUEST where no PDF is there, TOO_LARGE for more than one upload takes.
 */
export async function zipOfFolder(input: FolderInput, folder: string) {
  const files = await readFolder(input, folder);
  if (files.length === 0) throw new AppError('BAD_REQUEST', `There is no PDF in ${folder}.`);
  const most = Math.floor(RUN_UPLOAD_BYTES / 1024 / 1024);
  if (files.reduce((sum, { size }) => sum + size, 0) > RUN_UPLOAD_BYTES) {
    throw new AppError('TOO_LARGE', `The PDFs in ${folder} have more than ${most} MB. Split them into several runs.`);
  }
  return { name: `${basename(resolve(folder)) || 'documents'}.zip`, content: zipStream(files) };
}

/** Each file is read before the first one is sent, so that one that cannot be read is told by its name. */
async function readFolder({ say, signal }: FolderInput, folder: string) {
  const files = [];
  try {
    const { documents } = await openFolder(folder, { signal });
    for await (const one of documents) {
      if ('refused' in one) say(`${printable(one.name)}: ${one.message}\n`);
      else files.push(one);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'BAD_REQUEST',
      `${folder} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      { cause },
    );
  }
  return files;
}
