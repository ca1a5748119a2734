import { EVERYTHING, QUEUES, type WorkerRole } from '../outbox/worker-role.ts';
import { AppError } from '../sdk/index.ts';
import type { FlagValues } from './command.ts';
import { UsageError } from './usage-error.ts';

/** Options of commands whose process sends. */
export const ROLE_OPTIONS = { concurrency: { type: 'string' }, queues: { type: 'string' } } as const;

/** "--concurrency 20 --queues send,file"; without them everything. */
export function parseRole(flags: FlagValues): WorkerRole {
  const { concurrency, queues } = flags;
  return {
    queues: typeof queues === 'string' ? parseQueues(queues) : EVERYTHING.queues,
    ...(typeof concurrency === 'string' ? { concurrency: parseConcurrency(concurrency) } : {}),
  };
}

/** A part of the work in a process of its own needs a database that several processes share. */
export function assertShared(databaseUrl: string, what: string): void {
  if (!databaseUrl.startsWith('sqlite:')) return;
  throw new AppError(
    'CONFIG',
    `${what} needs PostgreSQL, which several processes share. A SQLite file belongs to one process: use "mailrule serve", or copy the database with "mailrule database copy" first.`,
  );
}

function parseQueues(text: string): WorkerRole['queues'] {
  const names = text.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !QUEUES.some((queue) => queue === name));
  if (wrong !== undefined)
    throw new UsageError(`--queues takes ${QUEUES.join(', ')}, separated by commas, not "${wrong}".`);
  return QUEUES.filter((queue) => names.includes(queue));
}

function parseConcurrency(text: string): number {
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (count < 1) throw new UsageError(`--concurrency is a number of SMTP sessions, 1 to 9999, not "${text}".`);
  return count;
}

export function parseHealthPort(text: FlagValues[string]): number | undefined {
  if (typeof text !== 'string') return undefined;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`--health-port is a number from 0 to 65535, not "${text}".`);
}

/** A command that starts a process takes a word for a mistake instead of starting as if it were not there. */
export function assertNoWords(command: string, words: readonly string[]): void {
  if (words.length === 0) return;
  throw new UsageError(
    `"mailrule ${command}" takes options only, not "${words[0]}". See "mailrule ${command} --help".`,
  );
}
