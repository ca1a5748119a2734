import type { PreparedMail } from './outbox/enqueue/enqueue.ts';
import type { Outbox } from './outbox/outbox.ts';
import { parseWith } from './schema/validator.ts';
import { type ActionContext, type Clock, invalid, type JsonObject, type RuleAction } from './sdk/index.ts';
import type { Tx } from './store/transaction.ts';

/** A mail that no stored rule asks for: a host's own code, or its own rule engine, does. */
export interface DirectMail {
  /** what a Send email rule has as its parameters: connector, to, subject, html ... (rules/actions/send-email) */
  params: JsonObject;
  /** what the templates in the parameters may name */
  facts?: JsonObject;
  /** the same key never makes a second mail; with other content it is refused */
  idempotencyKey: string;
}

export interface DirectMailDeps {
  action: RuleAction<unknown>;
  context(): Promise<ActionContext>;
  /** plain JSON of what a host calls facts */
  cloneFacts(facts: unknown): JsonObject;
  outbox: Pick<Outbox, 'prepare'>;
  clock: Clock;
}

/** Checks, renders and composes; stores no mail yet. `tx`: a host's open transaction. Errors: VALIDATION, TEMPLATE, MISSING_VALUE, ADDRESS, ATTACHMENT. */
export async function prepareDirectMail(deps: DirectMailDeps, mail: DirectMail, tx?: Tx): Promise<PreparedMail[]> {
  if (typeof mail.idempotencyKey !== 'string' || mail.idempotencyKey === '') {
    throw invalid([{ path: '/idempotencyKey', message: 'An idempotency key is required.' }]);
  }
  const params = parseWith<unknown>(deps.action.paramsSchema, mail.params);
  const facts = deps.cloneFacts(mail.facts ?? {});
  const context = await deps.context();
  // There is no save at which a mistake in a template would be found: it is the caller's now.
  deps.action.facts(params, context.templates);
  const at = deps.clock.now();
  const input = { ruleId: 'direct', ruleName: 'direct', facts, factsSchema: undefined, at };
  const planned = await deps.action.plan(params, input, context);
  const prepared: PreparedMail[] = [];
  for (const one of planned) {
    const key = one.recipientKey === '' ? mail.idempotencyKey : `${mail.idempotencyKey}:${one.recipientKey}`;
    prepared.push(await deps.outbox.prepare(one, { kind: 'api', key }, tx));
  }
  return prepared;
}
