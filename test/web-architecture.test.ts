import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { cruise, type ICruiseResult, type IRegularForbiddenRuleType } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { beforeAll, describe, expect, test } from 'vitest';
import { linesOf, longFunctions, textOf } from './support/source-text.ts';

const FOLDER = 'web/src';
const MOST_LINES = 300;
const FORBIDDEN_NAMES = ['utils', 'helpers', 'common', 'misc', 'manager', 'service', 'data', 'info'];

type Rule = IRegularForbiddenRuleType;
const rule = (name: string, from: Rule['from'], to: Rule['to']): Rule => ({ name, severity: 'error', from, to });

const RULES: Rule[] = [
  rule('no cycles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } }),
  rule(
    'from the repository, the page takes types of schemas only',
    { path: '^web/' },
    {
      path: '^(src|connectors|rules|schemas|test)/',
      pathNot: '^schemas/[^/]+\\.gen\\.ts$',
    },
  ),
  rule('and those as types', { path: '^web/' }, { path: '^schemas/', dependencyTypesNot: ['type-only'] }),
  rule('the page runs in a browser: no modules of Node', { path: '^web/src/' }, { dependencyTypes: ['core'] }),
  rule(
    'words know the types of the API only',
    { path: '^web/src/words/' },
    { path: '.', pathNot: '^web/src/words/|^web/src/api/schema\\.gen\\.ts$' },
  ),
  rule(
    'shared parts know no screen',
    { path: '^web/src/(ui|api)/' },
    {
      path: '^web/src/',
      pathNot: '^web/src/(ui|api|words)/|^web/src/app/place\\.ts$',
    },
  ),
];

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => join(FOLDER, file))
  .sort();
const written = files.filter((file) => !file.endsWith('.gen.ts'));

describe('import directions of the web page', () => {
  let result: ICruiseResult;
  beforeAll(async () => {
    const options = {
      ruleSet: { forbidden: RULES },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
    };
    const tsConfig = extractTSConfig(resolve('web/tsconfig.json'));
    const { output } = await cruise([FOLDER], options, undefined, { tsConfig });
    if (typeof output === 'string') throw new Error(`dependency-cruiser answered text: ${output}`);
    result = output;
  });

  test('every module was read, so that an empty reading cannot pass', () => {
    const read = new Set(result.modules.map(({ source }) => source));
    expect(files.filter((file) => !read.has(file))).toEqual([]);
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => file.endsWith('.tsx')).length).toBeGreaterThan(25);
    const imports = result.modules.flatMap(({ dependencies }) => dependencies);
    expect(imports.length).toBeGreaterThan(files.length * 2);
    for (const kind of ['type-only', 'dynamic-import'] as const) {
      expect(
        imports.some(({ dependencyTypes }) => dependencyTypes.includes(kind)),
        kind,
      ).toBe(true);
    }
    expect(imports.some(({ resolved }) => resolved.includes('node_modules/@mantine/core/'))).toBe(true);
  });

  test.each(RULES.map(({ name }) => name ?? ''))('%s', (name) => {
    const broken = result.summary.violations.filter((violation) => violation.rule.name === name);
    expect(broken.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  test('every import is found', () => {
    const missing = result.modules.flatMap(({ source, dependencies }) =>
      dependencies.filter(({ couldNotResolve }) => couldNotResolve).map(({ module }) => `${source} -> ${module}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('files of the web page', () => {
  test('have kebab-case names that say what is in them', () => {
    const named = written.map((file) => basename(file));
    expect(named.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.route)?\.tsx?$/.test(name))).toEqual([]);
    expect(named.filter((name) => FORBIDDEN_NAMES.includes(name.split('.')[0] ?? ''))).toEqual([]);
  });

  test('have at most 300 lines', () => {
    expect(written.filter((file) => linesOf(file) > MOST_LINES)).toEqual([]);
  });

  test('are no barrels and have no default exports', () => {
    const wrong = /^export (\* from|\{.*\} from|default) /m;
    expect(written.filter((file) => wrong.test(textOf(file)))).toEqual([]);
  });

  test('write to no console', () => {
    expect(written.filter((file) => /\bconsole\.\w+\(/.test(textOf(file)))).toEqual([]);
  });

  test('have functions of at most 60 lines', () => {
    expect(written.flatMap(longFunctions)).toEqual([]);
  });
});
