import type { EntitySchemaColumnOptions } from 'typeorm';

/** Portable column kinds: the same entity serves SQLite and PostgreSQL. Instants are epoch milliseconds. */
type Column = EntitySchemaColumnOptions;

const toNumber = { from: (value: unknown) => (value === null ? null : Number(value)), to: (value: unknown) => value };
const toBoolean = { from: (value: unknown) => Boolean(value), to: (value: unknown) => value };

export const id = (): Column => ({ type: 'varchar', primary: true });
export const text = (name?: string): Column => ({ type: 'text', ...named(name) });
export const optionalText = (name?: string): Column => ({ type: 'text', nullable: true, ...named(name) });
export const integer = (name?: string): Column => ({ type: 'integer', ...named(name) });
export const optionalInteger = (name?: string): Column => ({ type: 'integer', nullable: true, ...named(name) });
export const instant = (name?: string): Column => ({ type: 'bigint', transformer: toNumber, ...named(name) });
export const optionalInstant = (name?: string): Column => ({ ...instant(name), nullable: true });
export const flag = (name?: string): Column => ({ type: 'boolean', transformer: toBoolean, ...named(name) });
export const json = (name?: string): Column => ({ type: 'simple-json', ...named(name) });
export const optionalJson = (name?: string): Column => ({ ...json(name), nullable: true });

function named(name: string | undefined): { name?: string } {
  return name === undefined ? {} : { name };
}
