import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The statements of one migration for both databases. */
export interface MigrationStatements {
  /** '0001_initial': the order is the order of the names */
  name: string;
  /** epoch ms; TypeORM orders by it */
  at: number;
  sqlite: string[];
  postgres: string[];
  /** What SQL alone cannot say, after the statements, in the same transaction. */
  fill?: (runner: QueryRunner) => Promise<void>;
}

/** A TypeORM migration class made from statements. There is no way back: restore a backup instead. */
export function defineMigration(statements: MigrationStatements): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `${statements.name}${statements.at}`;

    async up(runner: QueryRunner): Promise<void> {
      const list = runner.dataSource.options.type === 'postgres' ? statements.postgres : statements.sqlite;
      for (const statement of list) await runner.query(statement);
      await statements.fill?.(runner);
    }

    async down(): Promise<void> {
      throw new Error('Migrations are not undone; restore the backup made before the upgrade.');
    }
  };
}
