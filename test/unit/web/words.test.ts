import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { literalWords } from '../../support/literal-words.ts';

/** ui.md 5.1, the screens of the web page that exist: each stands in web/src/words. */
const WORDS_OF_SCREENS = [
  // data sources
  'Data sources',
  '+ Add new',
  'Active',
  'Inactive',
  'Problematic',
  // connection
  'Email connection details',
  'Test connection',
  'Connection test succeeded',
  'Save',
  'Details saved successfully',
  'Close',
  'Use SSL',
  // subscription
  'Subscription Details',
  'General settings',
  'Enable Global SMTP Main Connector',
  'SMTP Email connector',
  'Enable save to "Sent Items"',
  // rule
  'Send email',
  'Title',
  'Edit conditions',
  'From',
  'To',
  'CC',
  'BCC',
  'Subject',
  'Body',
  'Attachments',
  'Attach a file',
  'Code view',
  'Send via connector',
  'Email connector',
  'Save Sent Items',
  'Send Test Mail',
  // providers
  'New email account',
  'Add New Server',
  'Service type',
  'Use manual entry',
  'Use email address',
  'Use mailbox name',
  'Basic',
  'OAuth 2.0',
  // mailbox
  'Create Mailbox',
  'Delete Mailbox',
  'Save SMTP',
  'SMTP Username',
  // email accounts
  'Connect',
  'Disconnect',
  'Do you want to read email?',
  'Email Signature',
];

/** Words of the form of a connector: they stand in the JSON Schema of its type, or in the words of the page. */
const WORDS_OF_THE_FORM = [
  'Display name',
  'IMAP settings',
  'IMAP server',
  'IMAP server port',
  'Username / email',
  'Password',
  'Enable mail send from',
  'SMTP details',
  'SMTP server',
  'SMTP server port',
  'Email Address',
  'Use same credentials as above',
  'SMTP Username',
];

/** ui.md 5.2; <> stands for what is put in. */
const WORDS_ADDED = [
  'Connection test failed: <>',
  'Nothing is saved.',
  'Not tested since the last change',
  'Test email sent to <>',
  'Insert field',
  'Send when: <>',
  'This record matches: the email would be sent.',
  'This record does not match: nothing would be sent.',
  'The template has a mistake',
];

// Of later steps, not asked for yet:
// security of a connector: Security, Security settings, Connection administrators, Connection users
// OAuth: Authenticate with Google, Authenticate with Microsoft, Authenticated, Permissions obtained
// default mailbox with its own page: Create Mailbox, Delete Mailbox, Mailbox deleted, Save SMTP
// app registration of a provider: Application (client) ID, Client secret
// payroll: Run paused, Retry <n> failed, Download report

const WORDS_FOLDER = 'web/src/words';
const TYPE_FOLDER = 'connectors/types/email';

describe('words of the web page', () => {
  const ofPage = readdirSync(WORDS_FOLDER).flatMap((file) => stringsOf(join(WORDS_FOLDER, file)));
  const ofType = [
    ...titlesOf(JSON.parse(readFileSync(join(TYPE_FOLDER, 'config.schema.json'), 'utf8'))),
    ...stringsOf(join(TYPE_FOLDER, 'ui-schema.ts')),
  ];

  test.each([...WORDS_OF_SCREENS, ...WORDS_ADDED])('%s stands in the words of the page', (word) => {
    expect(ofPage).toContain(word);
  });

  test.each(WORDS_OF_THE_FORM)('%s stands in the schema of the type or in the words of the page', (word) => {
    expect([...ofPage, ...ofType]).toContain(word);
  });

  test('stand in web/src/words only: no screen has words of its own', () => {
    const screens = readdirSync('web/src', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.tsx'),
    );
    expect(screens.length).toBeGreaterThan(25);
    const found = screens.flatMap((file) =>
      literalWords(join('web/src', file), readFileSync(join('web/src', file), 'utf8')),
    );
    expect(found).toEqual([]);
  });
});

describe('the search for words in a screen', () => {
  test.each([
    ['text of an element', '<p>Hello</p>'],
    ['text in braces', "<p>{'Hello'}</p>"],
    ['one of two texts', "<p>{many ? 'Hellos' : one}</p>"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source of a screen
    ['a template', '<p>{`Hello ${name}`}</p>'],
    ['a label', '<input aria-label="Hello" />'],
    ['a title in braces', "<p title={known ?? 'Hello'} />"],
    ['a property of an object that becomes an attribute', "<Input buttonProps={{ 'aria-label': 'Hello' }} />"],
    ['a notice', "noticeDone('Hello')"],
  ])('finds %s, with its line', (_name, code) => {
    expect(literalWords('x.tsx', `\nconst a = ${code};`)).toEqual([expect.stringMatching(/^x\.tsx:2: .*Hello/)]);
  });

  test.each([
    ['words of the folder', '<p title={words.title}>{words.text(3)}</p>'],
    ['signs without letters', '<p>{name} · {count}: 5 %</p>'],
    ['attributes that nobody reads', '<p className="grey" id="x" type="button" />'],
    ['a key that is looked up', "<p>{words['good']}{name === 'x' && text}</p>"],
    ['an event of the keyboard', "<p onKeyDown={({ key }) => key === 'Enter'} />"],
  ])('passes %s', (_name, code) => {
    expect(literalWords('x.tsx', `const a = ${code};`)).toEqual([]);
  });
});

/** Every string of a file, templates with <> where something is put in. */
function stringsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isTemplateExpression(node)) {
      found.push(node.head.text + node.templateSpans.map(({ literal }) => `<>${literal.text}`).join(''));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function titlesOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'title' && typeof value === 'string' ? [value] : titlesOf(value),
  );
}
