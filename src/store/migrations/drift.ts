import type { DataSource } from 'typeorm';

/** The statements that would bring the database to what the tables in the code say; empty when they agree. */
export async function schemaDrift(source: DataSource): Promise<string[]> {
  const log = await source.driver.createSchemaBuilder().log();
  return log.upQueries.map((query) => query.query);
}
