import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { WorkerSettings } from './worker.ts';

export interface WorkerProcess {
  pid: number;
  /** SIGKILL: no code of the worker runs any more */
  kill(): void;
  stopped(): Promise<void>;
}

export async function startWorker(settings: WorkerSettings): Promise<WorkerProcess> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'worker.ts'), [JSON.stringify(settings)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.race([
    once(child, 'message'),
    exited.then(() => {
      throw new Error('The worker ended before it had started.');
    }),
  ]);
  return { pid: child.pid ?? 0, kill: () => child.kill('SIGKILL'), stopped: () => exited };
}
