import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

interface Sbom {
  bomFormat: string;
  components: { name: string; version: string; group?: string }[];
}

test('security 20: `npm run sbom` writes what is delivered as CycloneDX, with the versions of the lock file and no tools', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], { maxBuffer: 64 * 1024 * 1024 });
  const { bomFormat, components } = JSON.parse(stdout) as Sbom;
  expect(bomFormat).toBe('CycloneDX');
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  const listed = new Map(components.map(({ name, version }) => [name, version]));
  for (const name of ['nodemailer', 'imapflow', 'typeorm', 'express']) {
    expect(listed.get(name), name).toBe(lock.packages[`node_modules/${name}`]?.version);
  }
  for (const tool of ['vitest', 'typescript', 'knip']) expect(listed.has(tool), tool).toBe(false);
}, 60_000);
