import type { Tx } from '../src/store/transaction.ts';
import { listRules } from './rule.store.ts';

/** Rules whose actions name this connector, as a person would say it. Ids are UUIDs: none occurs in a text by chance. */
export async function rulesUsing(tx: Tx, connectorId: string): Promise<string[]> {
  const rules = await listRules(tx);
  return rules
    .filter(({ actions, forEach }) => JSON.stringify([actions, forEach]).includes(connectorId))
    .map(({ name }) => `the rule "${name}"`);
}
