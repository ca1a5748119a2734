import { findProblems } from '../src/schema/validator.ts';
import { AppError, invalid, type MailCause, newId } from '../src/sdk/index.ts';
import { cloneFacts } from './conditions/facts.ts';
import { mailKey } from './events/run-rules.ts';
import type { Prepared } from './mail-outbox.ts';
import { actionContext, type RuleDeps } from './rule-deps.ts';

/** What we need of a host's json-rules-engine, whatever its version. */
export interface HostEngine {
  on(event: string, handler: (params: unknown, almanac: HostAlmanac, result: { name?: string }) => unknown): unknown;
}

export interface HostAlmanac {
  factValue(name: string): Promise<unknown>;
}

export interface AttachOptions {
  /** what makes one run of the engine the same as another; absent: every run is new */
  idempotencyKey?(almanac: HostAlmanac): string | Promise<string>;
}

/**
 * An event of type `send-email` (or of any other installed action) with its parameters as `params` becomes an outbox
 * entry. The engine waits for it: `engine.run()` rejects when the mail could not be stored.
 */
export function attach(deps: RuleDeps, engine: HostEngine, options: AttachOptions = {}): void {
  for (const name of deps.actions.keys()) {
    engine.on(name, async (params, almanac, result) => {
      const ruleName = result?.name ?? name;
      const key = (await options.idempotencyKey?.(almanac)) ?? newId(deps.clock.now());
      await runAction(deps, { name, params, almanac, ruleName, key });
    });
  }
}

async function runAction(
  deps: RuleDeps,
  {
    name,
    params,
    almanac,
    ruleName,
    key,
  }: { name: string; params: unknown; almanac: HostAlmanac; ruleName: string; key: string },
): Promise<void> {
  const action = deps.actions.get(name);
  if (action === undefined) throw new AppError('STATE', `The action "${name}" is not installed.`);
  const problems = findProblems(action.paramsSchema, params ?? {});
  if (problems.length > 0)
    throw invalid(problems, `The event "${name}": ${problems[0]?.path ?? ''} ${problems[0]?.message ?? ''}`);
  const facts = cloneFacts(await factsFor(action.facts(params, deps.templates), almanac));
  const input = { ruleId: ruleName, ruleName, facts, factsSchema: undefined, at: deps.clock.now() };
  const mails = await action.plan(params, input, await actionContext(deps, null));
  const prepared: Prepared[] = [];
  for (const mail of mails) {
    const cause: MailCause = {
      kind: 'api',
      key: mailKey({ rule: ruleName, event: key, action: 0, recipient: mail.recipientKey }),
    };
    prepared.push(await deps.outbox.prepare(mail, cause));
  }
  await deps.store.grouped((tx) => deps.outbox.insert(tx, prepared));
}

/** Only the facts that the parameters look at: a host's fact may be a call to another system. */
async function factsFor(paths: string[], almanac: HostAlmanac): Promise<Record<string, unknown>> {
  const names = new Set(paths.map((path) => path.split('.')[0] ?? '').filter((name) => !name.startsWith('@')));
  const facts: Record<string, unknown> = {};
  for (const name of names) {
    try {
      facts[name] = await almanac.factValue(name);
    } catch (error) {
      // An unknown fact is a missing value: it holds the mail, unless the template can do without.
      if ((error as { code?: unknown }).code !== 'UNDEFINED_FACT') throw error;
    }
  }
  return facts;
}
