import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Answers what a child says it measured, and the milliseconds from its start until it said so. */
export async function runChild<Answer extends object>(
  script: string,
  settings: object,
  options: { killAfterwards?: boolean } = {},
): Promise<Answer & { ms: number }> {
  const start = performance.now();
  const child = fork(join(import.meta.dirname, script), [JSON.stringify(settings)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const answer = once(child, 'message').then(([message]) => ({
    ...(message as Answer),
    ms: performance.now() - start,
  }));
  const failed = exited.then(([code]) => {
    throw new Error(`The measured process ended with ${code} before it answered.`);
  });
  const result = await Promise.race([answer, failed]);
  // Settled from here on: it has answered, and "failed" may reject unheard.
  failed.catch(() => {});
  if (options.killAfterwards) child.kill();
  await exited;
  return result;
}
