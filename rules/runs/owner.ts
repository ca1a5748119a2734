import type { JsonObject } from '../../src/sdk/index.ts';
import type { FormRow } from '../../src/store/tables/form.table.ts';

export interface Person {
  name: string;
  email: string;
}

/** Who the owner field names: an address, or an object with name and email; undefined where it is empty. */
export function ownerOf({ ownerField }: Pick<FormRow, 'ownerField'>, values: JsonObject): Person | undefined {
  const value = ownerField === null ? undefined : values[ownerField];
  if (typeof value === 'string' && value.trim() !== '') return { name: '', email: value.trim() };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const person = { name: textOf(value['name']), email: textOf(value['email']) };
  return person.name === '' && person.email === '' ? undefined : person;
}

export function ownerKeyOf({ name, email }: Person): string {
  return (email || name).toLowerCase();
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
