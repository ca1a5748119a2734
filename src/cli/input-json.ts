import { readFile } from 'node:fs/promises';
import { AppError } from '../sdk/index.ts';

/** The JSON of a file, or of stdin for '-'. */
export async function loadJson(file: string, stdin: AsyncIterable<Uint8Array>): Promise<unknown> {
  const text = file === '-' ? await textOf(stdin) : await readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    const name = file === '-' ? 'The input' : file;
    throw new AppError('BAD_REQUEST', `${name} is not valid JSON: ${(error as Error).message}.`, { cause: error });
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new AppError('CONFIG', `The file ${file} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

async function textOf(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
