import { ConnectorTable } from '../store/tables/connector.table.ts';
import { RuleTable } from '../store/tables/rule.table.ts';
import type { Tx } from '../store/transaction.ts';

/** What a token is about, by its name; undefined: it is not there (any more). */
export async function findTargetName(read: Tx, kind: 'connector' | 'rule', id: string): Promise<string | undefined> {
  if (kind === 'rule') return (await read.getRepository(RuleTable).findOneBy({ id }))?.name;
  return (await read.getRepository(ConnectorTable).findOneBy({ id }))?.displayName;
}
