import { expect, test } from 'vitest';
import { parseDatabaseUrl } from '../../src/store/data-source.ts';

test.each(['sqlite:', 'sqlite:  ', 'sqlite::memory:', 'sqlite:file::memory:?cache=shared'])(
  '%s would keep nothing, and is refused with what to give',
  (url) => expect(() => parseDatabaseUrl(url)).toThrow('sqlite:<file>, such as'),
);

test('a file is taken as it is written, relative or with blanks', () => {
  expect(parseDatabaseUrl('sqlite:./mail rule/a.db')).toEqual({ kind: 'sqlite', location: './mail rule/a.db' });
});
