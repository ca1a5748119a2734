import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { AppError } from '../../src/sdk/index.ts';
import { startThread } from '../../src/threads/start-thread.ts';
import type { Answer } from './inline-worker.ts';

const HEAP_MB = 256;

export interface InlineThread {
  /** HTML in, HTML out, one text after the other. Throws TEMPLATE when it takes longer than the deadline. */
  inline: (html: string) => Promise<string>;
}

/**
 * Works the rules of `<style>` into the elements, on a thread of its own that is started with the first text: what they
 * cost grows with the product of rules and elements.
 */
export function createInlineThread({ deadlineMs }: { deadlineMs: number }): InlineThread {
  let starting: Promise<Worker> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const forget = () => {
    starting = undefined;
  };
  const run = async (html: string): Promise<string> => {
    starting ??= start(forget);
    const worker = await starting;
    const answer = await answerOf(worker, html, deadlineMs);
    if (answer === undefined) {
      forget();
      await worker.terminate();
      throw new AppError('TEMPLATE', tooMuch(deadlineMs));
    }
    if ('problem' in answer) throw new AppError('TEMPLATE', `The styles cannot be read: ${answer.problem}`);
    return answer.html;
  };
  return {
    inline: (html) => {
      const job = last.then(() => run(html));
      last = job.catch(() => undefined);
      return job;
    },
  };
}

function tooMuch(deadlineMs: number): string {
  return `There is too much work in the styles of this template: they could not be worked into its elements within ${deadlineMs / 1000} seconds. Use fewer or simpler rules in <style>, or fewer elements.`;
}

/** Undefined: the time or the memory was not enough. */
async function answerOf(worker: Worker, html: string, deadlineMs: number): Promise<Answer | undefined> {
  let end = (_answer?: Answer) => {};
  const answer = new Promise<Answer | undefined>((resolve) => {
    end = resolve;
  });
  const fail = () => end();
  const timer = setTimeout(fail, deadlineMs);
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
async function start(forget: () => void): Promise<Worker> {
  const worker = startThread(import.meta.url, './inline-worker', {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  try {
    await once(worker, 'message');
  } catch (error) {
    forget();
    throw error;
  }
  // One that ended between two texts is made anew for the next; one that runs tells its own text.
  worker.on('error', () => undefined).on('exit', forget);
  // An idle thread keeps no process alive.
  worker.unref();
  return worker;
}
