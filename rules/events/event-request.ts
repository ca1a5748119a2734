import type { EventInput } from '../../schemas/event.gen.ts';
import type { Trigger } from '../../schemas/rule.gen.ts';
import { AppError, invalid } from '../../src/sdk/index.ts';

export interface EventRequest extends EventInput {
  /** the same key never makes a second event; header Idempotency-Key */
  idempotencyKey?: string;
  /** id of the caller */
  by: string;
  /** no other rule of the trigger runs */
  onlyRule?: string;
}

const LONGEST_KEY = 200;

export function triggerOf({ type, form, event }: EventRequest): Trigger {
  if (type !== undefined && form === undefined && event === undefined) return { kind: 'workflow', event: type };
  if (type === undefined && form !== undefined) return { kind: 'form', form, event: event ?? 'submit' };
  throw invalid([{ path: '/type', message: 'Give either type (a workflow event) or form and event.' }]);
}

/** BAD_REQUEST for a key that is empty or too long. */
export function usableKey({ idempotencyKey }: EventRequest): string | null {
  if (idempotencyKey === undefined) return null;
  if (idempotencyKey.length > 0 && idempotencyKey.length <= LONGEST_KEY) return idempotencyKey;
  throw new AppError('BAD_REQUEST', `An Idempotency-Key has 1 to ${LONGEST_KEY} characters.`);
}
