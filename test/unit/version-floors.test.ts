import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The first versions without a hole that is known; why of each stands in docs/operations.md. */
const FLOORS = {
  ajv: '8.18.0',
  'body-parser': '2.4.0',
  express: '5.3.0',
  handlebars: '4.7.10',
  imapflow: '1.6.6',
  'json-rules-engine': '7.3.1',
  'jsonpath-plus': '10.3.0',
  nodemailer: '10.6.0',
  'path-to-regexp': '8.4.0',
  'proxy-addr': '2.0.8',
  qs: '6.17.0',
  typeorm: '1.1.0',
};

interface Lock {
  packages: Record<string, { version?: string; dev?: boolean }>;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;

/** Every copy that is installed with the product, those below other packages included. */
function copiesOf(name: string): string[] {
  return Object.entries(packages)
    .filter(([path, { dev }]) => path.endsWith(`node_modules/${name}`) && dev !== true)
    .map(([, { version = '0.0.0' }]) => version);
}

function isBelow(version: string, floor: string): boolean {
  const [a, b] = [version, floor].map((text) => text.split(/[.-]/).slice(0, 3).map(Number)) as [number[], number[]];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at !== -1 && (a[at] ?? 0) < (b[at] ?? 0);
}

test.each(Object.entries(FLOORS))('security 20: every installed copy of %s is %s or newer', (name, floor) => {
  const copies = copiesOf(name);
  expect(copies.length).toBeGreaterThan(0);
  expect(copies.filter((version) => isBelow(version, floor))).toEqual([]);
});

test('an older version is told from a newer one by its numbers, not by its letters', () => {
  const older = ['10.5.9', '9.10.0', '10.6.0-beta.1'].map((version) => isBelow(version, '10.6.1'));
  expect(older).toEqual([true, true, true]);
  expect(['10.6.1', '10.10.0', '11.0.0'].map((version) => isBelow(version, '10.6.1'))).toEqual([false, false, false]);
});

test('security 20: scripts of packages run at an installation for those only that need theirs', () => {
  const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { allowScripts: object };
  expect(Object.keys(allowScripts).sort()).toEqual(['better-sqlite3', 'esbuild']);
});
