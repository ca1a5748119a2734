import type { FormInput } from '../schemas/form.gen.ts';
import { AppError, newId } from '../src/sdk/index.ts';
import type { FormRow } from '../src/store/tables/form.table.ts';
import { assertNameFree, deleteFormRow, getForm, insertForm, rulesOfForm, updateForm } from './form.store.ts';
import { assertFormSchema } from './form-schema.ts';
import type { RuleDeps } from './rule-deps.ts';
import { type Author, assertVersion } from './version.ts';

export async function createForm({ store, clock }: RuleDeps, input: FormInput, author: Author): Promise<FormRow> {
  assertFormSchema(input.schema);
  const now = clock.now();
  const stamp = { createdAt: now, createdBy: author.name, modifiedAt: now, modifiedBy: author.name };
  const row: FormRow = { id: newId(now), ...values(input), version: 1, ...stamp };
  await store.write(async (tx) => {
    await assertNameFree(tx, row.nameKey, row.id);
    await insertForm(tx, row);
  });
  return row;
}

export async function changeForm(
  { store, clock }: RuleDeps,
  id: string,
  input: FormInput,
  author: Author,
): Promise<FormRow> {
  assertFormSchema(input.schema);
  return store.write(async (tx) => {
    const before = await getForm(tx, id);
    assertVersion(before, author);
    const row = {
      ...before,
      ...values(input),
      version: before.version + 1,
      modifiedAt: clock.now(),
      modifiedBy: author.name,
    };
    await assertNameFree(tx, row.nameKey, id);
    await updateForm(tx, row);
    return row;
  });
}

/** CONFLICT while rules hang on it. */
export async function deleteForm({ store }: RuleDeps, id: string, author: Author): Promise<void> {
  await store.write(async (tx) => {
    assertVersion(await getForm(tx, id), author);
    const rules = await rulesOfForm(tx, id);
    if (rules.length > 0) {
      throw new AppError(
        'CONFLICT',
        `These rules use the form: ${rules.slice(0, 10).join(', ')}. Delete or change them first.`,
      );
    }
    await deleteFormRow(tx, id);
  });
}

function values({ name, schema }: FormInput) {
  return { name: name.trim(), nameKey: name.trim().toLowerCase(), schema };
}
