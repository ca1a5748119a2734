import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { WorkerSettings } from './worker.ts';

export interface WorkerProcess {
  /** SIGKILL: no code of the worker runs any more */
  kill(): void;
  /** SIGTERM: it finishes what is on the wire and gives back the rest */
  drain(): void;
  /** it looks for work */
  started: Promise<void>;
  stopped: Promise<void>;
}

/** Answers at once, so that a trap can be set before the worker does anything. */
export function startWorker(settings: WorkerSettings): WorkerProcess {
  const child: ChildProcess = fork(join(import.meta.dirname, 'worker.ts'), [JSON.stringify(settings)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stopped = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const started = new Promise<void>((resolve) => child.once('message', () => resolve()));
  return { kill: () => child.kill('SIGKILL'), drain: () => child.kill('SIGTERM'), started, stopped };
}
