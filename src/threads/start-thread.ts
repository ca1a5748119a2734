import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * A worker thread that runs a module of ours, named without its ending as seen from `from` (the caller's import.meta.url):
 * the built file, or under tsx and in the tests the source as it is.
 */
export function startThread(from: string, name: string, options: WorkerOptions): Worker {
  return from.endsWith('.ts')
    ? new Worker(sourceProgram(new URL(`${name}.ts`, from)), { ...options, execArgv: [], eval: true })
    : new Worker(new URL(`${name}.js`, from), { ...options, execArgv: [] });
}

/** Node 20 does not pass the hooks of tsx on to threads. */
function sourceProgram(file: URL): string {
  return `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file.href)}); });`;
}
