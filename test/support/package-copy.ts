import { execFile } from 'node:child_process';
import { cpSync, existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempFolder, removeTempFolder } from './temp-folder.ts';

export interface Ran {
  code: number;
  out: string;
  said: string;
}

const SOURCES = ['src', 'connectors', 'rules', 'schemas', 'web', 'docs', 'examples', 'test/golden'];
const FILES = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'copy-assets.mjs', 'README.md', 'CHANGELOG.md'];
const LONGEST_MS = 240_000;

/** Runs a program to its end, whatever that is, with nothing of this test run in its environment. */
export function run(program: string, args: string[], folder: string): Promise<Ran> {
  const { PATH = '', HOME = '' } = process.env;
  const options = { cwd: folder, env: { PATH, HOME }, timeout: LONGEST_MS, maxBuffer: 32 * 1024 * 1024 };
  return new Promise((resolve) => {
    const child = execFile(program, args, options, (_failure, out, said) =>
      resolve({ code: child.exitCode ?? -1, out, said }),
    );
  });
}

/**
 * The package, built from the sources as they are, in a folder of its own: `dist` of the repository may be old, absent,
 * or be built by somebody else just now. `change` may add to the sources before.
 */
export async function buildPackageCopy(change?: (folder: string) => Promise<void>): Promise<string> {
  const folder = makeTempFolder('package');
  for (const name of [...SOURCES, ...FILES]) {
    if (existsSync(name)) cpSync(name, join(folder, name), { recursive: true });
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  await change?.(folder);
  const built = await run('npm', ['run', 'build'], folder);
  if (built.code === 0) return folder;
  removeTempFolder(folder);
  throw new Error(`The package cannot be built:\n${built.out}${built.said}`);
}
