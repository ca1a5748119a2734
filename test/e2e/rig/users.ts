import Database from 'better-sqlite3';
import { nameKey } from '../../../src/access/access.store.ts';
import { hashPassword } from '../../../src/access/password.ts';
import { newId } from '../../../src/sdk/index.ts';

/**
 * A person with these roles, to sign in with. The row goes in beside the application under test, which holds the lock of
 * its database file; `person` of web-app.ts goes the way of a real one.
 */
export async function addUser(databaseFile: string, name: string, roles: string[]): Promise<{ password: string }> {
  const password = `the password of ${name}`;
  const at = Date.now();
  const row = [newId(at), name, nameKey(name), await hashPassword(password), JSON.stringify(roles), 0, at];
  const database = new Database(databaseFile);
  try {
    database
      .prepare(
        'INSERT INTO app_user (id, name, name_key, password_hash, roles, disabled, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(...row);
  } finally {
    database.close();
  }
  return { password };
}
