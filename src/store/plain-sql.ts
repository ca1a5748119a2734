import type Database from 'better-sqlite3';
import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';

/** TypeORM's better-sqlite3 driver keeps its one connection here. */
interface Inside {
  databaseConnection: Database.Database;
}

type Query = (text: string, parameters?: unknown[]) => Promise<unknown>;

const MOST_STATEMENTS = 300;

/**
 * Lets these managers of a SQLite data source run plain SQL straight on its connection. TypeORM's own way costs more than
 * most of our statements: events, promises, and a template that is taken apart with each use.
 */
export function runPlainSql(source: DataSource, managers: readonly EntityManager[]): void {
  const query = plainQuery((source.driver as unknown as Inside).databaseConnection);
  const sql = async (strings: TemplateStringsArray, ...values: unknown[]) => {
    const { text, parameters } = flatten(strings, values);
    return query(text, parameters);
  };
  for (const manager of managers) Object.assign(manager, { query, sql });
}

function plainQuery(connection: Database.Database): Query {
  const statements = new Map<string, Database.Statement>();
  const prepared = (text: string): Database.Statement => {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const statement = connection.prepare(text);
    for (const oldest of statements.keys()) {
      if (statements.size < MOST_STATEMENTS) break;
      statements.delete(oldest);
    }
    statements.set(text, statement);
    return statement;
  };
  return async (text, parameters = []) => {
    try {
      const statement = prepared(text);
      const bound = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
      return statement.reader ? statement.all(...bound) : statement.run(...bound).lastInsertRowid;
    } catch (error) {
      throw new QueryFailedError(text, parameters, error as Error);
    }
  };
}

/** As TypeORM reads it: null is written out, a function answers a list of values or a piece of SQL. */
function flatten(strings: TemplateStringsArray, values: readonly unknown[]): { text: string; parameters: unknown[] } {
  let text = strings[0] ?? '';
  const parameters: unknown[] = [];
  for (const [index, given] of values.entries()) {
    const value: unknown = typeof given === 'function' ? given() : given;
    if (value === null) text += 'NULL';
    else if (typeof given === 'function' && typeof value === 'string') text += value;
    else if (Array.isArray(value)) {
      if (value.length === 0) throw new Error('An empty list has no place in SQL.');
      text += value.map(() => '?').join(', ');
      parameters.push(...value);
    } else {
      text += '?';
      parameters.push(value);
    }
    text += strings[index + 1] ?? '';
  }
  return { text, parameters };
}
