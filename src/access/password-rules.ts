import { invalid } from '../sdk/index.ts';
import { nameKey } from './access.store.ts';

/** What the schemas cannot say: they hold the length. `path` is the field it is refused at. */
export function assertPassword(name: string, password: string, path: string): void {
  if (nameKey(password) === nameKey(name)) throw invalid([{ path, message: 'The password must not be the name.' }]);
}

/** As it is stored: without the blanks around it, on one line. */
export function assertName(given: string): string {
  const name = given.trim();
  if (name === '') throw invalid([{ path: '/name', message: 'Type a name to sign in with.' }]);
  if (/\p{Cc}|\p{Cf}|[\u2028\u2029]/u.test(name)) {
    throw invalid([{ path: '/name', message: 'The name has characters in it that cannot be seen. Leave them out.' }]);
  }
  return name;
}
