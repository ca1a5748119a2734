import { performance } from 'node:perf_hooks';
import {
  type AppError,
  type TestStep,
  type TestStepId,
  type TestSuggestion,
  toAppError,
} from '../../../src/sdk/index.ts';

const LABELS: Record<TestStepId, string> = {
  find_host: 'Find the IMAP server',
  connect: 'Connect to the IMAP server',
  tls: 'Encrypt, and check the IMAP certificate',
  imap_sign_in: 'Sign in to IMAP',
  open_inbox: 'Open the inbox',
  find_sent: 'Find Sent Items',
  smtp_find_host: 'Find the SMTP server',
  smtp_connect: 'Connect to the SMTP server',
  smtp_tls: 'Encrypt, and check the SMTP certificate',
  smtp_sign_in: 'Sign in to SMTP',
  sender_accepted: 'Sender accepted',
  recipient_accepted: 'Recipient accepted',
  test_mail: 'Send the test mail',
  round_trip: 'Test mail arrived in the inbox',
};

/** In this order they are shown. */
const ORDER = Object.keys(LABELS) as TestStepId[];

const LONGEST_SERVER_WORDS = 300;

/** What a step that went well has to say. */
export interface StepNews<T = undefined> {
  value: T;
  detail?: string;
  fix?: string;
  server?: string;
  /** true: there was nothing to try */
  notTried?: boolean;
}

export interface Advice {
  code: string;
  fix: string;
  suggestion?: TestSuggestion;
}

export interface StepLog {
  /** Runs one step and notes how it went; a failure is noted and thrown on, to end the steps that build on it. */
  attempt<T>(
    id: TestStepId,
    work: () => Promise<StepNews<T>>,
    advise?: (error: AppError) => Promise<Advice | undefined>,
  ): Promise<T>;
  /** Runs steps that build on each other; those that were not reached are noted as not tried. Never rejects. */
  chain(ids: readonly TestStepId[], work: () => Promise<void>): Promise<void>;
  steps(): TestStep[];
}

export function openStepLog(onStep: (step: TestStep) => void): StepLog {
  const noted = new Map<TestStepId, TestStep>();
  const note = (step: TestStep) => {
    noted.set(step.id, step);
    onStep(step);
  };
  const attempt: StepLog['attempt'] = async (id, work, advise) => {
    const startedAt = performance.now();
    const step = { id, label: LABELS[id] };
    try {
      const { value, notTried, server, ...words } = await work();
      const said = server === undefined ? {} : { server: quote(server) };
      note({ ...step, ok: notTried ? null : true, ms: since(startedAt), ...words, ...said });
      return value;
    } catch (thrown) {
      const error = toAppError(thrown);
      const advice = await advise?.(error);
      note({ ...step, ok: false, ms: since(startedAt), ...describe(error), ...advice });
      throw error;
    }
  };
  return {
    attempt,
    chain: async (ids, work) => {
      try {
        await work();
      } catch (error) {
        // Each failure stands in its step already; anything else is a mistake of ours.
        if (!ids.some((id) => noted.get(id)?.ok === false)) throw error;
      }
      for (const id of ids) if (!noted.has(id)) note({ id, label: LABELS[id], ok: null, ms: 0 });
    },
    steps: () => [...noted.values()].sort((a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id)),
  };
}

/** The sentences of an error say what is wrong, then what to do. */
function describe(error: AppError): Pick<TestStep, 'code' | 'server' | 'detail' | 'fix'> {
  const end = error.message.indexOf('. ');
  const wrong = end < 0 ? error.message : error.message.slice(0, end + 1);
  const { reason, server, facts } = error.details;
  // Nobody has met this one yet: the cause is all there is to go by.
  const cause = error.code === 'INTERNAL' && error.cause instanceof Error ? ` ${error.cause.message}` : '';
  return {
    code: typeof reason === 'string' ? reason : error.code,
    ...(typeof server === 'string' ? { server: quote(server) } : {}),
    detail: typeof facts === 'string' ? `${wrong} ${facts}` : `${wrong}${cause}`,
    fix: end < 0 ? 'Check the details and try again.' : error.message.slice(end + 2),
  };
}

/** A server's words are foreign text: one line, printable, of bearable length. */
function quote(words: string): string {
  return words
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_SERVER_WORDS);
}

function since(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}
