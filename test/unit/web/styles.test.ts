import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Parts that others bring along: nobody imports them by name. */
const BROUGHT = [
  'FloatingIndicator',
  'InlineInput',
  'ModalBase',
  'Notification',
  'Overlay',
  'Pill',
  'Popover',
  'ScrollArea',
  'baseline',
  'default-css-variables',
  'global',
];
const STYLES = 'node_modules/@mantine/core/styles';

test('each component of the library that a screen uses has its styles, and no others are loaded', () => {
  const listed = readFileSync('web/src/app/styles.ts', 'utf8').matchAll(/@mantine\/core\/styles\/([\w-]+)\.css/g);
  const used = readdirSync('web/src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => componentsOf(readFileSync(join('web/src', file), 'utf8')))
    .filter((name) => existsSync(join(STYLES, `${name}.css`)));
  expect([...listed].map(([, name]) => name).sort()).toEqual([...new Set([...used, ...BROUGHT])].sort());
});

function componentsOf(source: string): string[] {
  const lists = source.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g);
  return [...lists].flatMap(([, names = '']) => names.split(',').map((name) => name.trim()));
}
