import type { Caller } from '../../src/http/route.ts';
import { invalid, type Json } from '../../src/sdk/index.ts';
import { seesAll } from '../instances/own-instance.ts';
import type { RuleDeps } from '../rule-deps.ts';

interface Asked {
  caller: Caller;
  /** what was sent, and where in the request it stands */
  values: Json;
  at: string;
  /** what the record has already: somebody else may have put it there */
  before?: Json;
}

/**
 * A file goes out with an e-mail by its id alone. Whoever does not see everybody's records may only name files that they
 * uploaded, or that the record has; any other looks like none. Throws VALIDATION at the field.
 */
export async function assertOwnFiles(deps: RuleDeps, { caller, values, at, before = null }: Asked): Promise<void> {
  if (deps.fileOwner === undefined || seesAll(caller)) return;
  const known = new Set(filesIn(before, '').map(({ id }) => id));
  for (const { id, path } of filesIn(values, at)) {
    if (known.has(id)) continue;
    const owner = await deps.fileOwner(id);
    if (owner === undefined || owner === caller.id) continue;
    throw invalid([{ path, message: 'There is no such file. Upload it, and name the id of the upload.' }]);
  }
}

function filesIn(value: Json, path: string): { id: string; path: string }[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => filesIn(one, `${path}/${index}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'file' && typeof one === 'string' ? [{ id: one, path }] : filesIn(one ?? null, `${path}/${key}`),
  );
}
