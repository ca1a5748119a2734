import type { MailOutcomeRow } from '../../src/store/tables/mail-outcome.table.ts';
import type { Tx } from '../../src/store/transaction.ts';
import { insertPrepared } from '../events/fire-event.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { type Branch, prepareBranch } from './branch.ts';
import type { EndedMails, FollowedMail } from './followed-mails.ts';
import { findOutcome, markBranched } from './outcome.store.ts';
import { hasFailed } from './outcome-parts.ts';
import { type Told, writeFields } from './write-fields.ts';

export interface OutcomeDeps {
  rules: RuleDeps;
  ended: EndedMails;
}

/** Another process changed the same in this moment: what was begun is undone, and is begun again. */
const changed = new Error('changed');

/**
 * What follows from the ends of these mails: the fields of the instance, and the rule for a failure. One transaction together with
 * the mark that it was done, so that a process that dies leaves all of it undone or all of it done. False: to be done again at once.
 */
export async function tellOutcome({ rules, ended }: OutcomeDeps, id: string): Promise<boolean> {
  const { store, clock } = rules;
  const outcome = await findOutcome(store.read, id);
  const failed = (await ended.listMails(store.read, id)).filter(hasFailed);
  const isBranching = outcome !== undefined && isDue(outcome, failed);
  const branch = isBranching ? await prepareBranch(rules, outcome, failed) : undefined;
  const now = clock.now();
  try {
    await store.write(async (tx) => {
      const ids = await ended.take(tx, id);
      if (ids.length === 0 || outcome === undefined) return;
      const mails = await ended.listMails(tx, id);
      const written = await writeFields(tx, outcome, mails, now);
      if (written !== undefined) await ended.note(tx, ids, { ...written, at: now });
      const lost = mails.filter(hasFailed);
      // One failed since the rule was prepared: it must not be passed over.
      if (branch === undefined && isDue(outcome, lost)) throw changed;
      const branched = branch && (await storeBranch(tx, rules, { outcome, branch, now }));
      if (branched !== undefined) await ended.note(tx, idsOf(lost), { ...branched, at: now });
    });
    return true;
  } catch (error) {
    if (error !== changed) throw error;
    return false;
  }
}

function isDue({ failureRule, branchedAt }: MailOutcomeRow, failed: readonly FollowedMail[]): boolean {
  return failureRule !== null && branchedAt === null && failed.length > 0;
}

/** Undefined when another process was first. */
async function storeBranch(
  tx: Tx,
  rules: RuleDeps,
  { outcome, branch, now }: { outcome: MailOutcomeRow; branch: Branch; now: number },
): Promise<Told | undefined> {
  if (!(await markBranched(tx, outcome.id, now))) return undefined;
  if ('problem' in branch) return { verdict: 'not_branched', detail: branch.problem };
  const answer = await insertPrepared(tx, rules, branch.prepared);
  if (answer === undefined) throw changed;
  const [ran] = answer.rules;
  const mails = ran?.mails.length ?? 0;
  const what = ran?.fired === true ? `${mails} ${mails === 1 ? 'e-mail' : 'e-mails'}` : 'its conditions did not hold';
  return { verdict: 'branched', detail: `Rule "${branch.rule}": ${what} (event ${answer.eventId})` };
}

function idsOf(mails: readonly FollowedMail[]): string[] {
  return mails.map(({ id }) => id);
}
