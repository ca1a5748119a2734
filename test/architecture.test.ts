import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cruise, type ICruiseResult, type IRegularForbiddenRuleType } from 'dependency-cruiser';
import { beforeAll, describe, expect, test } from 'vitest';
import { linesOf, longFunctions, textOf } from './support/source-text.ts';

const FOLDERS = ['src', 'connectors', 'rules', 'schemas'];
const MOST_LINES = 300;
const FORBIDDEN_NAMES = ['utils', 'helpers', 'common', 'misc', 'manager', 'service', 'data', 'info'];
/** Beside node's own modules. The kernel knows no package at all. */
const SLICES =
  'connectors|rules|src/(outbox|runs|drafts|inbound|oauth|access|audit|settings|files|links|live|tryout|proof|suppression|unsubscribe|contacts|retention|health|keys)';

type Rule = IRegularForbiddenRuleType;
const rule = (name: string, from: Rule['from'], to: Rule['to']): Rule => ({ name, severity: 'error', from, to });

const ONLY_HOMES: [library: string, home: string][] = [
  ['nodemailer|imapflow|postal-mime|sanitize-html', '^src/mail/'],
  ['smtp-server', '^src/sandbox/'],
  ['typeorm|better-sqlite3|pg', '^src/store/|\\.store\\.ts$'],
  ['ajv|ajv-formats', '^src/schema/'],
  ['express', '^src/http/'],
  ['json-rules-engine', '^rules/conditions/evaluate\\.ts$'],
  ['handlebars', '^rules/expressions/'],
  ['juice', '^rules/templates/inline-worker\\.ts$'],
  ['ical-generator', '^rules/actions/send-invitation/'],
  ['pino', '^src/logger\\.ts$'],
  ['jose', '^src/(proof|secrets|oauth)/'],
  ['openid-client', '^src/oauth/'],
  ['@node-rs/argon2', '^src/access/password\\.ts$'],
  ['yauzl', '^src/runs/intake/(zip|documents|rows)/'],
  ['saxes', '^src/runs/intake/rows/'],
  ['@embedpdf/pdfium|@neslinesli93/qpdf-wasm|pdfkit|re2js', '^src/runs/intake/pdf/'],
];

function libraryPath(library: string): RegExp {
  return new RegExp(`node_modules/(@types/)?(${library})/`);
}

const RULES: Rule[] = [
  rule('no cycles', {}, { circular: true }),
  rule('sdk imports nothing', { path: '^src/sdk/' }, { pathNot: '^src/sdk/' }),
  rule(
    'only the composition root sees connectors and rules',
    {
      path: '^src/',
      pathNot: '^src/(app(-interface)?|compose-slices|sealed-columns|recipient-ports|draft-ports)\\.ts$',
    },
    { path: '^(connectors|rules)/' },
  ),
  rule('connectors do not know rules', { path: '^connectors/' }, { path: '^rules/' }),
  rule('rules do not know connectors', { path: '^rules/' }, { path: '^connectors/' }),
  rule(
    'slices stand on the kernel only',
    { path: `^(${SLICES})/` },
    {
      path: '^src/',
      pathNot: '^src/(sdk|mail|schema|store|secrets|sandbox|threads)/|^src/http/(route|address-list)\\.ts$|^$1/',
    },
  ),
  rule('http knows sdk and schema', { path: '^src/http/' }, { path: '^src/', pathNot: '^src/(http|sdk|schema)/' }),
  rule(
    'store, secrets, schema, mail know the sdk',
    { path: '^src/(store|secrets|schema|mail)/' },
    { path: '^(src|schemas)/', pathNot: '^src/(sdk|threads)/|^src/$1/' },
  ),
  rule('threads know nothing', { path: '^src/threads/' }, { path: '^(src|connectors|rules|schemas)/' }),
  rule(
    'a connector type sees sdk, mail and its own folder',
    { path: '^connectors/types/([^/]+)/' },
    { path: '^(src|connectors|rules)/', pathNot: '^src/(sdk|mail)/|^connectors/types/$1/' },
  ),
  rule(
    'an action sees sdk, what e-mails of rules are made with, and its own folder',
    { path: '^rules/actions/([^/]+)/' },
    { path: '^(src|connectors|rules)/', pathNot: '^src/sdk/|^rules/mail/|^rules/actions/$1/' },
  ),
  rule(
    'what e-mails of rules are made with sees the sdk',
    { path: '^rules/mail/' },
    { path: '^(src|connectors|rules)/', pathNot: '^src/sdk/|^rules/mail/' },
  ),
  rule(
    'only main, the command line and app build the app',
    { path: '^(src|connectors|rules)/', pathNot: '^src/(app|index|main|server-process)\\.ts$|^src/cli/' },
    {
      path: '^src/(app|index|main|server-process)\\.ts$|^src/cli/',
    },
  ),
  rule(
    'the sandbox is loaded by the demo and for trying out only',
    { path: '^(src|connectors|rules)/', pathNot: '^src/(sandbox/|tryout/|cli/(commands/)?demo)' },
    {
      path: '^src/sandbox/',
    },
  ),
  rule(
    'trying out loads the sandbox when it is asked for',
    { path: '^src/tryout/' },
    { path: '^src/sandbox/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
  ),
  rule('the server does not know the web page', { path: '^(src|connectors|rules|schemas)/' }, { path: '^web/' }),
  rule(
    'the parts of the web page stay in web/',
    { path: '^(src|connectors|rules|schemas)/' },
    {
      path: 'node_modules/(react|react-dom|react-querybuilder|get-nonce|openapi-fetch|@(mantine|tanstack|rjsf|tiptap|codemirror|tabler|cfworker|types/react))',
    },
  ),
  rule('schemas know nothing', { path: '^schemas/.*\\.gen\\.ts$' }, { path: '.' }),
  ...ONLY_HOMES.map(([library, home]) =>
    rule(
      `${library} at home in ${home}`,
      { path: '^(src|connectors|rules)/', pathNot: home },
      { path: libraryPath(library).source },
    ),
  ),
];

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)),
).sort();
const written = files.filter((file) => !file.endsWith('.gen.ts'));

describe('import directions', () => {
  let result: ICruiseResult;
  beforeAll(async () => {
    const options = {
      ruleSet: { forbidden: RULES },
      validate: true,
      tsPreCompilationDeps: true,
      tsConfig: { fileName: 'tsconfig.json' },
      doNotFollow: { path: 'node_modules' },
    };
    const { output } = await cruise(FOLDERS, options);
    if (typeof output === 'string') throw new Error(`dependency-cruiser answered text: ${output}`);
    result = output;
  });

  test('every module was read, so that an empty reading cannot pass', () => {
    const read = new Set(result.modules.map(({ source }) => source));
    expect(files.filter((file) => !read.has(file))).toEqual([]);
    expect(files.length).toBeGreaterThan(80);
    const imports = result.modules.flatMap(({ dependencies }) => dependencies);
    expect(imports.length).toBeGreaterThan(files.length * 2);
    expect(imports.some(({ dependencyTypes }) => dependencyTypes.includes('type-only'))).toBe(true);
  });

  test.each(RULES.map(({ name }) => name ?? ''))('%s', (name) => {
    const broken = result.summary.violations.filter((violation) => violation.rule.name === name);
    expect(broken.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  test.each(ONLY_HOMES)('%s is seen in its home, so that its rule can fail', (library) => {
    const seen = result.modules
      .flatMap(({ dependencies }) => dependencies)
      .filter(({ resolved }) => libraryPath(library).test(resolved));
    expect(seen.length).toBeGreaterThan(0);
  });

  test('every import of a file of ours is found', () => {
    const missing = result.modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ couldNotResolve, module }) => couldNotResolve && module.startsWith('.'))
        .map(({ module }) => `${source} -> ${module}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('files', () => {
  test('have kebab-case names that say what is in them', () => {
    const named = written.map((file) => basename(file));
    expect(named.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(routes|store|table))?\.ts$/.test(name))).toEqual([]);
    const forbidden = named.filter((name) => FORBIDDEN_NAMES.includes(name.split('.')[0] ?? ''));
    expect(forbidden).toEqual([]);
  });

  test('have at most 300 lines', () => {
    expect(written.filter((file) => linesOf(file) > MOST_LINES)).toEqual([]);
  });

  test('are no barrels, except for the two public ones', () => {
    const allowed = ['src/index.ts', 'src/sdk/index.ts'];
    const barrels = written.filter((file) => !allowed.includes(file) && /^export .* from '/m.test(textOf(file)));
    expect(barrels).toEqual([]);
  });

  test('have default exports only where a type or an action is declared', () => {
    const allowed = /^(connectors\/types|rules\/actions)\/[^/]+\/index\.ts$/;
    expect(written.filter((file) => !allowed.test(file) && /^export default /m.test(textOf(file)))).toEqual([]);
  });

  test('write to no console', () => {
    expect(written.filter((file) => /\bconsole\.\w+\(/.test(textOf(file)))).toEqual([]);
  });

  test('have functions of at most 60 lines', () => {
    // A list of routes is data in the shape of a function.
    const code = written.filter((file) => !file.endsWith('.routes.ts'));
    expect(code.flatMap(longFunctions)).toEqual([]);
  });
});
