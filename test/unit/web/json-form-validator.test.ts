import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import email from '../../../connectors/types/email/index.ts';
import { findProblems } from '../../../src/schema/validator.ts';
import { withValueAt } from '../../../web/src/json-form/pointer.ts';
import { findFormProblems } from '../../../web/src/json-form/validator.ts';

const EXAMPLES = new URL('../../../connectors/examples/', import.meta.url);
const SCHEMA = email.settingsSchema as Record<string, unknown>;

const examples = readdirSync(EXAMPLES).map((file) => {
  const { settings } = JSON.parse(readFileSync(new URL(file, EXAMPLES), 'utf8'));
  return { file, settings: email.normalize(settings) as Record<string, unknown> };
});

/** Each makes an example wrong, or nearly wrong. */
const MUTATIONS: [string, unknown][] = [
  ['/imap/host', 'no host!'],
  ['/imap/host', ''],
  ['/imap/host', 'imap.example.com:993'],
  ['/imap/host', '::1'],
  ['/imap/host', '2001:db8::25'],
  ['/imap/host', '::ffff:192.0.2.1'],
  ['/imap/host', 'x'.repeat(254)],
  ['/imap/host', 'x'.repeat(253)],
  ['/imap/host', 993],
  ['/imap/host', null],
  ['/imap/port', 0],
  ['/imap/port', 1],
  ['/imap/port', 65_535],
  ['/imap/port', 65_536],
  ['/imap/port', 99.5],
  ['/imap/port', '993'],
  ['/imap/security', 'ssl'],
  ['/imap/security', 'none'],
  ['/imap/unknown', true],
  ['/imap/auth', 'somebody'],
  ['/imap/auth/kind', 'oauth'],
  ['/imap/auth/user', 'line\nbreak'],
  ['/imap/auth/user', 'ünï@example.com'],
  ['/imap/auth/password', ''],
  ['/imap/auth/password', ' a '],
  ['/imap/auth/password', 'x'.repeat(4097)],
  ['/imap/folders/sent', 'Gesendet/2026'],
  ['/imap/folders/sent', 'a\u0000b'],
  ['/sending', 'yes'],
  ['/sending', false],
  ['/smtp', []],
  ['/smtp/from/address', 'no address'],
  ['/smtp/from/address', '"quoted"@example.com'],
  ['/smtp/from/address', 'a@b'],
  ['/smtp/from/name', 'Dana "D" Okafor'],
  ['/smtp/allowedFrom', ['a@b', 'c@d']],
  ['/smtp/allowedFrom', ['a@b', 'a@b']],
  ['/smtp/allowedFrom', ['a@b', 3]],
  ['/smtp/allowedFrom', Array.from({ length: 101 }, (_, index) => `a${index}@b`)],
  ['/smtp/sameCredentials', 'yes'],
  ['/sentCopy', 'sometimes'],
  ['/limits/connections', 21],
  ['/limits/messagesPerMinute', -1],
  ['/trust/caPem', 'no certificate'],
  ['/trust/caPem', '-----BEGIN CERTIFICATE-----\nabc'],
  ['/trust/imapSha256', 'AB:CD'],
  ['/trust/imapSha256', 'ab'.repeat(32)],
  ['/nonsense', 1],
];

/** Fields to blame, whatever the words. */
const paths = (problems: { path: string }[]) => [...new Set(problems.map(({ path }) => path))].sort();

describe('the validator of the page and that of the server agree', () => {
  test.each(examples)('on the example $file, which is good', ({ settings }) => {
    expect(findProblems(SCHEMA, settings)).toEqual([]);
    expect(findFormProblems(SCHEMA, settings)).toEqual([]);
  });

  const named = MUTATIONS.map(([pointer, value]) => ({ pointer, value, shown: JSON.stringify(value).slice(0, 40) }));
  test.each(named)('on every example with $pointer set to $shown, field by field', ({ pointer, value }) => {
    for (const { settings } of examples) {
      const changed = withValueAt(settings, pointer, value);
      expect(paths(findFormProblems(SCHEMA, changed))).toEqual(paths(findProblems(SCHEMA, changed)));
    }
  });

  it('some of the changes make an example bad and some do not', () => {
    const bad = MUTATIONS.filter(([pointer, value]) => {
      const changed = withValueAt(examples[0]?.settings, pointer, value);
      return findProblems(SCHEMA, changed).length > 0;
    });
    expect(bad.length).toBeGreaterThan(20);
    expect(bad.length).toBeLessThan(MUTATIONS.length - 8);
  });

  it('on conditions and on fields that need each other', () => {
    const schema = {
      type: 'object',
      required: ['kind'],
      properties: { kind: { enum: ['a', 'b'] }, user: { type: 'string' }, password: { type: 'string' } },
      dependentRequired: { user: ['password'] },
      if: { properties: { kind: { const: 'b' } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['token'], properties: { token: { $ref: '#/$defs/token' } } },
      else: { properties: { token: false } },
      $defs: { token: { type: 'string', minLength: 3 } },
    };
    const samples = [
      {},
      { kind: 'a' },
      { kind: 'b' },
      { kind: 'b', token: 'ab' },
      { kind: 'b', token: 'abc' },
      { kind: 'a', user: 'x' },
      { kind: 'a', user: 'x', password: 'y' },
      { kind: 'c' },
      'text',
    ];
    for (const sample of samples) {
      expect([sample, paths(findFormProblems(schema, sample))]).toEqual([sample, paths(findProblems(schema, sample))]);
    }
  });
});

describe('what the page says about a value', () => {
  it('is a sentence for each field, at the path that the server would name', () => {
    const settings = { imap: { host: 'no host!', port: 70_000 }, smtp: { allowedFrom: ['x'] }, sending: 'yes' };
    expect(findFormProblems(SCHEMA, settings, '/settings')).toEqual([
      {
        path: '/settings/imap/host',
        message: 'Only the name of the host, such as imap.example.com, without https:// and without a port.',
      },
      { path: '/settings/imap/port', message: 'Must be 65535 or less.' },
      { path: '/settings/sending', message: 'Must be yes or no.' },
      { path: '/settings/smtp/allowedFrom/0', message: 'This is not of the form that is needed here.' },
    ]);
  });

  test.each([
    ['https://imap.example.com', /^Only the name of the host, such as imap\.example\.com, without https/],
    ['imap.example.com/mail', /^Only the name of the host, such as/],
    ['imap example com', /^Only the name of the host, such as/],
    ['imap.example.com:993', /the port has a field of its own/],
    ['post.müller.example', /xn--/],
  ])('%s as a host is refused with what to type instead', (host, message) => {
    const changed = { imap: { host } };
    for (const find of [findProblems, findFormProblems]) {
      expect(find(SCHEMA, changed)).toEqual([{ path: '/imap/host', message: expect.stringMatching(message) }]);
    }
  });

  test.each(['::1', '2001:db8::25', '::ffff:192.0.2.1', 'localhost', '192.0.2.1'])('%s is a host', (host) => {
    expect(findProblems(SCHEMA, { imap: { host } })).toEqual([]);
    expect(findFormProblems(SCHEMA, { imap: { host } })).toEqual([]);
  });
});
