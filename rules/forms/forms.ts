import type { FormInput } from '../../schemas/form.gen.ts';
import { AppError, invalid, newId } from '../../src/sdk/index.ts';
import type { FormRow } from '../../src/store/tables/form.table.ts';
import { hasInstances } from '../instances/instance.store.ts';
import { hasInstanceField, INSTANCE } from '../instances/instance-facts.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { type Author, assertVersion } from '../version.ts';
import { assertNameFree, deleteFormRow, getForm, insertForm, rulesOfForm, updateForm } from './form.store.ts';
import { assertFormSchema } from './form-schema.ts';
import { fieldsOfSchema } from './rule-fields.ts';

export async function createForm({ store, clock }: RuleDeps, input: FormInput, author: Author): Promise<FormRow> {
  assertFormSchema(input.schema);
  if (hasInstanceField(input.schema)) throw reservedName();
  assertSettings(input);
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
  assertSettings(input);
  return store.write(async (tx) => {
    const before = await getForm(tx, id);
    assertVersion(before, author);
    if (hasInstanceField(input.schema) && !hasInstanceField(before.schema)) throw reservedName();
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

/** CONFLICT while rules hang on it, or instances. */
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
    if (await hasInstances(tx, id)) {
      throw new AppError('CONFLICT', 'The form has instances. Delete them first; their e-mails stay.');
    }
    await deleteFormRow(tx, id);
  });
}

function values({ name, schema, process, numberPrefix, statuses, ownerField, link }: FormInput) {
  return {
    name: name.trim(),
    nameKey: name.trim().toLowerCase(),
    schema,
    process: process ?? null,
    numberPrefix: numberPrefix ?? null,
    statuses: statuses?.map((status) => ({ ...status })) ?? null,
    ownerField: ownerField ?? null,
    link: link ?? null,
  };
}

function assertSettings({ schema, statuses, ownerField }: FormInput): void {
  const names = (statuses ?? []).map(({ name }) => name);
  const problems = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: `/statuses/${index}/name`, message: `There are two statuses "${name}"; give one another name.` }],
  );
  if (ownerField !== undefined && !fieldsOfSchema(schema, '').some(({ fact }) => fact === ownerField)) {
    problems.push({
      path: '/ownerField',
      message: `The schema has no field "${ownerField}"; choose one of its fields.`,
    });
  }
  if (problems.length > 0) throw invalid(problems);
}

function reservedName(): AppError {
  const message = `Rules call the instance itself "${INSTANCE}"; give the field another name.`;
  return invalid([{ path: `/schema/properties/${INSTANCE}`, message }]);
}
