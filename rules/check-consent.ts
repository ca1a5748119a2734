import type { RuleInput } from '../schemas/rule.gen.ts';
import { type ActionContext, CONSENT_REMIND_MS, type Finding } from '../src/sdk/index.ts';
import type { RuleDeps } from './rule-deps.ts';
import { nextRunOf } from './schedules/schedule.store.ts';

interface Placed {
  action: RuleInput['actions'][number];
  /** JSON pointer */
  at: string;
}

/**
 * Data sources whose consent is over soon, or before the next scheduled run of this rule: from then on nothing leaves through them until
 * somebody authenticates again. `id`: of a stored rule.
 */
export async function checkConsent(
  { store, clock }: Pick<RuleDeps, 'store' | 'clock'>,
  { findConnector }: ActionContext,
  { placed, id }: { placed: readonly Placed[]; id: string | undefined },
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { action, at } of placed) {
    const { connector } = action.params as { connector?: unknown };
    const sender = typeof connector === 'string' ? await findConnector(connector) : undefined;
    if (sender?.consentEndsAt === undefined) continue;
    const { displayName, consentEndsAt } = sender;
    const nextRun = id === undefined ? undefined : await nextRunOf(store.read, id);
    const isBefore = nextRun !== undefined && consentEndsAt <= nextRun;
    if (!isBefore && consentEndsAt > clock.now() + CONSENT_REMIND_MS) continue;
    const when = isBefore ? `, before the next scheduled run of this rule on ${dayOf(nextRun)}` : '';
    const message = `The consent for "${displayName}" ends on ${dayOf(consentEndsAt)}${when}. Authenticate it again before: e-mails wait from then on.`;
    findings.push({ level: 'warning', path: `${at}/params/connector`, message });
  }
  return findings;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
