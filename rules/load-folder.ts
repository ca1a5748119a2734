import { existsSync, readdirSync } from 'node:fs';

/** The modules that lie directly in a folder: TypeScript in the repository, JavaScript in the built package. */
export async function loadFolder<T>(folder: URL): Promise<T[]> {
  const files = readdirSync(folder)
    .filter((file) => /\.(ts|js)$/.test(file) && !file.endsWith('.d.ts'))
    .sort();
  return Promise.all(files.map((file) => load<T>(new URL(file, folder))));
}

/** The `index` module of every folder in a folder. */
export async function loadFolders<T>(folder: URL): Promise<T[]> {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return Promise.all(names.map((name) => load<T>(indexOf(folder, name))));
}

function indexOf(folder: URL, name: string): URL {
  const found = ['index.ts', 'index.js']
    .map((file) => new URL(`${name}/${file}`, folder))
    .find((url) => existsSync(url));
  if (found === undefined) throw new Error(`${folder.pathname}${name} has no index module`);
  return found;
}

async function load<T>(url: URL): Promise<T> {
  return (await import(url.href)) as T;
}
