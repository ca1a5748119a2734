import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { sealedColumns } from '../../src/sealed-columns.ts';
import { addKey } from '../../src/secrets/add-key.ts';
import { openKeyFile } from '../../src/secrets/key-file.ts';
import { newSecretKey, openSecretBox, type SecretBox, sealingKeyId } from '../../src/secrets/secret-box.ts';
import { textOf } from '../support/source-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'key-file-'));
const file = join(folder, 'keys');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const place = { connectorId: 'c1', field: '/imap/auth/password' };
const said: string[] = [];
const log = {
  info: (_fields: object, message: string) => void said.push(message),
  error: (_fields: object, message: string) => void said.push(message),
};
beforeEach(() => said.splice(0));

/** What seals, and the column it is for. Something new? Add it to src/sealed-columns.ts, then here. */
const SEALERS: Record<string, string[]> = {
  'connectors/secret-fields.ts': ['connector.secrets'],
  'src/drafts/draft-content.ts': ['draft.content'],
  'src/drafts/tasks/task-content.ts': ['mail_task.content'],
  'src/health/alert-settings.ts': ['setting.value (alerts)'],
  'src/inbound/sync-mailbox.ts': ['content.bytes'],
  'src/oauth/apps.ts': ['oauth_app.secret'],
  'src/oauth/consent.ts': ['oauth_attempt.secrets'],
  'src/oauth/sign-on/begin-sign-on.ts': ['sign_on_attempt.secrets'],
  'src/oauth/sign-on/sign-on-providers.ts': ['sign_on_provider.secret'],
  'src/oauth/tokens.ts': ['oauth_authorization.refresh_token', 'oauth_authorization.access_token'],
  'src/outbox/deliver/spool.ts': ['content.bytes'],
  'src/proof/signing-key.ts': ['setting.value (proof-key)'],
  'src/runs/drafts/read-files.ts': ['content.bytes'],
  'src/runs/passwords/passwords.ts': ['document_password.sealed'],
  'src/store/content.ts': ['content.bytes'],
};

test('whatever seals has its column in the list of what is sealed again for a new key', () => {
  const files = ['src', 'connectors', 'rules'].flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: 'utf8' }).map((name) => `${top}/${name}`),
  );
  const sealing = files.filter((path) => path.endsWith('.ts') && /\.(seal|sealBytes)\(/.test(textOf(path)));
  const boxes = ['src/secrets/secret-box.ts', 'src/store/reseal-content.ts'];
  expect(sealing.filter((path) => !boxes.includes(path)).sort()).toEqual(Object.keys(SEALERS));
  const columns = sealedColumns({ secrets: {} as SecretBox, types: {} as never }).map(({ column }) => column);
  expect(columns.sort()).toEqual([...new Set(Object.values(SEALERS).flat())].sort());
});

test('a key that is put into the file opens at once, and seals as soon as the file is looked at', async () => {
  writeFileSync(file, newSecretKey());
  const box = openSecretBox(openKeyFile(file, log));
  const [old] = box.keyIds();
  const before = box.seal('pw', place);
  const other = openSecretBox({ active: addKey(file) });
  expect(box.open(other.seal('pw2', place), place)).toBe('pw2');
  expect(sealingKeyId(box.seal('pw', place))).toBe(other.keyIds()[0]);
  expect(box.open(before, place)).toBe('pw');
  expect(box.keyIds()).toEqual([other.keyIds()[0], old]);
  expect(said).toEqual(['the keys of the file have changed']);
});

test('a process that meets no new key learns of it within a second', async () => {
  writeFileSync(file, newSecretKey());
  const box = openSecretBox(openKeyFile(file, log));
  const [added] = openSecretBox({ active: addKey(file) }).keyIds();
  await expect.poll(() => sealingKeyId(box.seal('pw', place)), { timeout: 3000 }).toBe(added);
});

test('a file that cannot be used leaves the keys of before, and the log says so once', () => {
  const key = newSecretKey();
  writeFileSync(file, key);
  const box = openSecretBox(openKeyFile(file, log));
  const sealed = box.seal('pw', place);
  writeFileSync(file, 'half a key');
  expect(box.keyIds()).toEqual(openSecretBox({ active: key }).keyIds());
  expect(box.keyIds()).toHaveLength(1);
  rmSync(file);
  expect(box.open(sealed, place)).toBe('pw');
  expect(box.keyIds()).toHaveLength(1);
  expect(said).toEqual(Array.from({ length: 2 }, () => 'the key file cannot be used: the keys of before stay'));
});

test('a new key that cannot be put into the file changes nothing and says what to do', () => {
  writeFileSync(file, 'k');
  writeFileSync(`${file}.new`, '');
  expect(() => addKey(file)).toThrow('by hand');
  expect(readFileSync(file, 'utf8')).toBe('k');
  rmSync(`${file}.new`);
});

test('the digest of a text is known under each key of the ring, and says under which', () => {
  const [old, fresh] = [newSecretKey(), newSecretKey()];
  const digest = openSecretBox({ active: old }).digest('x');
  const box = openSecretBox({ active: fresh, old: [old] });
  expect(box.digestKeyId('x', digest)).toBe(box.keyIds()[1]);
  expect(box.digestKeyId('y', digest)).toBeUndefined();
});
