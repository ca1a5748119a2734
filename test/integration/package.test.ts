import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPackageCopy, run } from '../support/package-copy.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';

const host = makeTempFolder('host');
let source = '';

/** An empty project that knows nothing but the packed file. */
beforeAll(async () => {
  source = await buildPackageCopy();
  const packed = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', host], source);
  expect(packed, packed.said).toMatchObject({ code: 0 });
  const file = `mailrule-${versionOf(source)}.tgz`;
  writeFileSync(join(host, 'package.json'), JSON.stringify({ name: 'host', private: true, type: 'module' }));
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  const installed = await run('npm', ['install', ...flags, `./${file}`], host);
  expect(installed, installed.said).toMatchObject({ code: 0 });
  await compileSqlite();
}, 300_000);
afterAll(() => {
  removeTempFolder(host);
  removeTempFolder(source);
});

test('the packed package has what it promises, and no sources or tests', async () => {
  const root = join(host, 'node_modules/mailrule');
  const { exports, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | Record<string, string>>;
    bin: Record<string, string>;
  };
  const named = [...Object.values(exports), ...Object.values(bin)].flatMap((one) =>
    typeof one === 'string' ? [one] : Object.values(one),
  );
  expect(named.length).toBeGreaterThan(6);
  for (const file of named) expect(readFileSync(join(root, file), 'utf8')).not.toBe('');
  for (const file of ['README.md', 'CHANGELOG.md', 'docs/operations.md'])
    expect(readFileSync(join(root, file), 'utf8')).not.toBe('');
  expect(() => readFileSync(join(root, 'src/index.ts'))).toThrow('ENOENT');
  expect(() => readFileSync(join(root, 'test/architecture.test.ts'))).toThrow('ENOENT');
});

test('example 1 runs in an empty host project that installed the packed package', async () => {
  const example = '01-json-rules-engine-host.mjs';
  copyFileSync(join('examples', example), join(host, example));
  const ran = await run(process.execPath, [example], host);
  expect(ran).toMatchObject({ code: 0, said: '' });
  expect(ran.out).toContain('Inbox of the employee: 1 e-mail\nSent Items of payroll: 1 e-mail\n');
});

test('the installed command line answers', async () => {
  const ran = await run('npx', ['--no-install', 'mailrule', 'help'], host);
  expect(ran.code).toBe(0);
  expect(ran.out).toContain('test-connection');
});

test('a TypeScript host is checked against the packed types', async () => {
  const good = `import { createMailrule } from 'mailrule';
const mailrule = await createMailrule({ database: 'sqlite:./a.db', secretKey: 'k' });
const [mail] = await mailrule.send({ idempotencyKey: '1', params: { subject: 'x' } });
export const state: string | undefined = mail?.state;
`;
  writeFileSync(join(host, 'good.ts'), good);
  writeFileSync(join(host, 'bad.ts'), good.replace("database: 'sqlite:./a.db'", 'database: 5'));
  const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022'];
  expect(await run(process.execPath, [tsc, ...flags, 'good.ts'], host)).toEqual({ code: 0, out: '', said: '' });
  const bad = await run(process.execPath, [tsc, ...flags, 'bad.ts'], host);
  expect(bad.out).toMatch(/^bad\.ts\(2,41\): error TS2322/);
});

/**
 * Compiling it takes over a minute where no ready-made binary can be fetched. The repository has done that: where the
 * version is the same, its result is taken.
 */
async function compileSqlite(): Promise<void> {
  const [own, installed] = ['.', host].map((folder) => join(folder, 'node_modules/better-sqlite3')) as [string, string];
  if (versionOf(own) === versionOf(installed)) {
    cpSync(join(own, 'build'), join(installed, 'build'), { recursive: true });
    return;
  }
  const rebuilt = await run('npm', ['rebuild', 'better-sqlite3'], host);
  expect(rebuilt, rebuilt.said).toMatchObject({ code: 0 });
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}
