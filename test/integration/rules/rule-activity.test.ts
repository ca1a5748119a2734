import { afterAll, beforeAll, expect, test } from 'vitest';
import { activityQuery, listRuleActivity, MOST_COUNTED } from '../../../rules/rule-activity.store.ts';
import { linesQuery, listOutbox } from '../../../src/outbox/list/outbox-list.store.ts';
import { newId } from '../../../src/sdk/index.ts';
import { insertRows } from '../../../src/store/sql.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const DAY_MS = 86_400_000;
const now = Date.UTC(2026, 10, 20);
const FAR_BEHIND = newId(now - 50 * DAY_MS);

/** Thousands of mails of three rules, written as rows: what is looked at is how they are found. */
forEachDatabase((database) => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore({ url: database.url() });
    await insertRules(store, ['busy', 'quiet', 'never']);
    await insertMails(store, 12_000, (n) => ({ ruleId: 'busy', at: now - 1000 - n, state: 'accepted' }));
    await insertMails(store, 6_000, (n) => ({ ruleId: n % 2 ? null : 'busy', at: now - 30 * DAY_MS + n }));
    // Of many rules: where one has nearly all mails, reading the whole table is the shortest way.
    await insertMails(store, 20_000, (n) => ({ ruleId: `other-${n % 50}`, at: now - 20 * DAY_MS + n }));
    await insertMails(store, 5, (n) => ({ ruleId: 'quiet', at: now - 8 * DAY_MS + n, state: 'accepted' }));
    await insertMails(store, 3, (n) => ({ ruleId: 'quiet', at: now - 6 * DAY_MS + n, state: 'accepted' }));
    await insertMails(store, 2, (n) => ({ ruleId: 'quiet', at: now - DAY_MS + n, state: 'failed' }));
    await insertMails(store, 1, (n) => ({ ruleId: 'quiet', at: now - DAY_MS + n, state: 'bounced' }));
    await insertMails(store, 4, (n) => ({ ruleId: 'quiet', at: now - n, state: 'accepted', cause: 'test' }));
    await insertMails(store, 1, () => ({ ruleId: 'quiet', at: now, state: 'queued' }));
    await store.write((tx) => tx.query('ANALYZE'));
  });
  afterAll(() => store.close());

  test('the activity of a rule is its last sent mail and what a week brought, without test mails', async () => {
    const activity = await listRuleActivity(store, now);
    expect(activity).toEqual([
      { ruleId: 'busy', lastSentAt: now - 1000, sent7d: MOST_COUNTED, failed7d: 0 },
      { ruleId: 'quiet', lastSentAt: now - 6 * DAY_MS + 2, sent7d: 3, failed7d: 3 },
      { ruleId: 'never', lastSentAt: null, sent7d: 0, failed7d: 0 },
    ]);
  });

  const planOf = async (sql: string, parameters: unknown[] = []): Promise<string> => {
    const explain = database.kind === 'postgres' ? 'EXPLAIN ' : 'EXPLAIN QUERY PLAN ';
    return JSON.stringify(await store.read.query(explain + sql, parameters));
  };

  test('the activity reads mails by the index of the rule only, never a whole table', async () => {
    const plan = await planOf(activityQuery(now));
    expect(plan.match(/message_rule/g)?.length).toBeGreaterThanOrEqual(3);
    expect(plan).not.toMatch(/Seq Scan on (message|delivery)|SCAN (m|d)\b/);
  });

  test('the outbox of a rule, and of a rare state, is found by an index in its order', async () => {
    const question = { before: 'g', oldest: undefined, limit: 51 };
    const ofRule = linesQuery(store, { ...question, closed: false, state: undefined, ruleId: 'quiet' });
    expect(await planOf(ofRule.sql, ofRule.parameters)).toContain('message_rule');
    const ofState = linesQuery(store, { ...question, closed: false, state: 'failed' });
    expect(await planOf(ofState.sql, ofState.parameters)).toContain('delivery_state');
    // ... and one that many have is read in the order of the index, not sorted.
    const common = linesQuery(store, { ...question, closed: false, state: 'accepted' });
    expect(await planOf(common.sql, common.parameters)).not.toMatch(/TEMP B-TREE|Sort Key: [dm]\./);
  });

  test('several states are merged, newest first, and pages go on where one ended', async () => {
    const seen: string[] = [];
    let pages = 0;
    for (let before: string | undefined; pages < 10; pages += 1) {
      const page = await listOutbox(store, {
        closed: false,
        states: ['failed', 'bounced', 'queued'],
        ruleId: 'quiet',
        before,
        limit: 2,
      });
      seen.push(...page.items.map(({ id, state }) => `${id} ${state}`));
      if (page.next === null) break;
      before = page.next;
    }
    expect(pages).toBe(1);
    expect(seen).toHaveLength(4);
    expect(seen).toEqual(seen.toSorted().reverse());
  });

  test('a search goes through the outbox in steps of bounded size and finds what is far behind, too', async () => {
    const [oldest] = await insertMails(store, 1, () => ({
      ruleId: null,
      at: now - 60 * DAY_MS,
      subject: '100% of A_b \\ Überstunden',
    }));
    const search = (subject: string, before?: string) =>
      listOutbox(store, { closed: false, states: [], subject, before, limit: 50 });
    const [first, second] = [await search('% OF a_B \\ '), await search('% OF a_B \\ ', FAR_BEHIND)];
    expect(first.items).toEqual([]);
    expect(first.next).not.toBeNull();
    const pages = [first];
    for (let page = first; page.next !== null; pages.push(page)) page = await search('% OF a_B \\ ', page.next);
    expect(pages).toHaveLength(2);
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual([oldest]);
    expect(second).toMatchObject({ items: [{ id: oldest }], next: null });
    // The characters of a pattern are characters like any other.
    expect((await search('1_0%', FAR_BEHIND)).items).toEqual([]);
    expect((await search('Überst', FAR_BEHIND)).items).toHaveLength(1);
  });
});

interface Mail {
  ruleId: string | null;
  at: number;
  state?: string;
  cause?: string;
  subject?: string;
}

async function insertRules(store: Store, names: string[]): Promise<void> {
  const stamp = { created_at: 1, created_by: 'x', modified_at: 1, modified_by: 'x' };
  const rest = { trigger_json: '{}', trigger_key: 'k', enabled: true, conditions: '{}', actions: '[]', version: 1 };
  const rows = names.map((name, position) => ({ id: name, name, position, ...rest, ...stamp }));
  await store.write((tx) => insertRows(tx, 'rule', rows));
}

async function insertMails(store: Store, many: number, mailAt: (n: number) => Mail): Promise<string[]> {
  const mails = Array.from({ length: many }, (_, n) => ({ id: newId(mailAt(n).at), ...mailAt(n) }));
  await store.write(async (tx) => {
    await insertRows(
      tx,
      'message',
      mails.map(({ id, at, ruleId, cause = 'rule', subject = 'Payslip' }) => ({
        id,
        message_id: id,
        idempotency_key: id,
        request_hash: '',
        from_address: 'a@b.test',
        subject,
        size: 1,
        envelope_from: 'a@b.test',
        sent_copy: 'auto',
        smtp_utf8: false,
        confidential: false,
        cause,
        rule_id: ruleId,
        created_at: at,
      })),
    );
    await insertRows(
      tx,
      'delivery',
      mails.map(({ id, at, state = 'cancelled' }) => ({
        id,
        state,
        detail: '',
        due_at: state === 'queued' ? at : null,
        deadline_at: at,
        attempts: 0,
        looks: 0,
        size: 1,
        created_at: at,
        accepted_at: state === 'accepted' ? at : null,
        updated_at: at,
      })),
    );
  });
  return mails.map(({ id }) => id);
}
