import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { AppError } from '../../src/sdk/index.ts';
import { startThread } from '../../src/threads/start-thread.ts';
import type { Answer } from './inline-worker.ts';

/** A template of 50 kB takes some hundredths of this. */
const DEADLINE_MS = 5_000;
const HEAP_MB = 256;

const TOO_MUCH = `The styles of this template could not be worked into its elements within ${DEADLINE_MS / 1000} seconds. Use fewer or simpler rules in <style>, or fewer elements.`;

let starting: Promise<Worker> | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Works the rules of `<style>` into the elements, on a thread, one text after the other: what they cost grows with the
 * product of rules and elements. Throws TEMPLATE when it takes more than five seconds.
 */
export function inlineOnThread(html: string): Promise<string> {
  const job = last.then(() => run(html));
  last = job.catch(() => undefined);
  return job;
}

async function run(html: string): Promise<string> {
  starting ??= start();
  const worker = await starting;
  const answer = await answerOf(worker, html);
  if (answer === undefined) {
    starting = undefined;
    await worker.terminate();
    throw new AppError('TEMPLATE', TOO_MUCH);
  }
  if ('problem' in answer) throw new AppError('TEMPLATE', `The styles cannot be read: ${answer.problem}`);
  return answer.html;
}

/** Undefined: the time or the memory was not enough. */
async function answerOf(worker: Worker, html: string): Promise<Answer | undefined> {
  let end = (_answer?: Answer) => {};
  const answer = new Promise<Answer | undefined>((resolve) => {
    end = resolve;
  });
  const fail = () => end();
  const timer = setTimeout(fail, DEADLINE_MS);
  worker.on('message', end).on('error', fail).on('exit', fail).ref();
  worker.postMessage(html);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
    worker.off('message', end).off('error', fail).off('exit', fail).unref();
  }
}

/** Loading the library takes a third of a second, which is not the template's. */
async function start(): Promise<Worker> {
  const worker = startThread(import.meta.url, './inline-worker', {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  try {
    await once(worker, 'message');
  } catch (error) {
    starting = undefined;
    throw error;
  }
  // One that ended between two texts is made anew for the next; one that runs tells its own text.
  worker
    .on('error', () => undefined)
    .on('exit', () => {
      starting = undefined;
    });
  // An idle thread keeps no process alive.
  worker.unref();
  return worker;
}
