/** The thread that copies the write-ahead log of SQLite into the database. See checkpoints.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** Pages of the log, and how many of them the database has now. */
export interface Checkpointed {
  log: number;
  done: number;
}

/** A text, because the error of a driver does not survive the way between threads. */
export type CheckpointAnswer = Checkpointed | { failed: string };

let database: Database.Database | undefined;

function checkpoint(): Checkpointed {
  database ??= open(workerData as string);
  const [row] = database.pragma('wal_checkpoint(PASSIVE)') as { log: number; checkpointed: number }[];
  return { log: row?.log ?? 0, done: row?.checkpointed ?? 0 };
}

function open(file: string): Database.Database {
  const opened = new Database(file, { fileMustExist: true });
  opened.pragma('synchronous = NORMAL');
  return opened;
}

parentPort?.on('message', () => {
  let answer: CheckpointAnswer;
  try {
    answer = checkpoint();
  } catch (error) {
    answer = { failed: (error as Error).message };
  }
  parentPort?.postMessage(answer);
});
