import { assertSchema } from '../src/schema/validator.ts';
import type { RuleAction } from '../src/sdk/index.ts';
import { loadFolders } from './load-folder.ts';

/** Every folder of rules/actions/ is an action: a new one is a new folder, and nothing else is edited. */
export async function loadRuleActions(
  folder = new URL('./actions/', import.meta.url),
): Promise<ReadonlyMap<string, RuleAction<unknown>>> {
  const modules = await loadFolders<{ default: RuleAction<unknown> }>(folder);
  for (const { default: action } of modules) assertSchema(action.paramsSchema);
  return new Map(modules.map(({ default: action }) => [action.action, action]));
}
