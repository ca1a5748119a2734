import { describe, expect, it, test } from 'vitest';
import email from '../../../connectors/types/email/index.ts';
import { inputIdOf, valueAt, withValueAt } from '../../../web/src/json-form/pointer.ts';
import { schemaDefaults, titleAt } from '../../../web/src/json-form/resolve.ts';
import { STORED_MARK } from '../../../web/src/json-form/stored-secret.ts';
import {
  answerOf,
  asksForWay,
  offeredPort,
  type Way,
  wayAfterAnswer,
  wayAfterPort,
} from '../../../web/src/json-form/use-ssl.ts';
import { nearestShown, valuesToSend } from '../../../web/src/json-form/visible.ts';

const SCHEMA = email.settingsSchema as Record<string, unknown>;
const UI = email.uiSchema as Record<string, unknown>;
const send = (value: unknown) => valuesToSend(SCHEMA, UI, value);

describe('what is sent of a form', () => {
  it('is nothing where nothing was filled in, whatever the defaults', () => {
    expect(schemaDefaults(SCHEMA)).toMatchObject({ smtp: { sameCredentials: true } });
    expect(send(schemaDefaults(SCHEMA))).toEqual({});
    expect(send({ imap: { host: '', auth: {}, folders: { inbox: ' ' } } })).toEqual({});
  });

  it('leaves untouched secrets out, and keeps typed ones to the letter', () => {
    const auth = (password: unknown) => ({ imap: { host: 'h', auth: { user: ' u ', password } } });
    expect(send(auth(STORED_MARK))).toEqual({ imap: { host: 'h', auth: { user: 'u' } } });
    expect(send(auth(' pass word '))).toEqual({ imap: { host: 'h', auth: { user: 'u', password: ' pass word ' } } });
  });

  it('keeps the last line break of a certificate: without it, the passwords that belong to it would be forgotten', () => {
    const caPem = '-----BEGIN CERTIFICATE-----\nabc\n';
    expect(send({ trust: { caPem } })).toEqual({ trust: { caPem } });
  });

  it('has no part that is hidden: no consent that was not asked for, no password of other credentials', () => {
    const smtp = {
      host: 's',
      security: 'starttls',
      allowUnencrypted: true,
      sameCredentials: true,
      auth: { user: 'x' },
    };
    expect(send({ sending: true, smtp })).toEqual({
      sending: true,
      smtp: { host: 's', security: 'starttls', sameCredentials: true },
    });
    expect(send({ sending: false, smtp })).toEqual({ sending: false });
  });

  it('has no field of a branch that does not apply, and keeps what no branch knows', () => {
    const schema = {
      type: 'object',
      properties: { kind: { type: 'string' } },
      if: { properties: { kind: { const: 'token' } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { token: { type: 'string' } } },
      else: { properties: { user: { type: 'string' } } },
    };
    const value = { kind: 'token', token: 't', user: 'u', other: 1 };
    expect(valuesToSend(schema, {}, value)).toEqual({ kind: 'token', token: 't', other: 1 });
    expect(valuesToSend(schema, {}, { ...value, kind: 'user' })).toEqual({ kind: 'user', user: 'u', other: 1 });
  });
});

describe('fields and their names', () => {
  test.each([
    ['/imap/host', 'IMAP server'],
    ['/smtp/port', 'SMTP server port'],
    ['/smtp/auth/user', 'SMTP Username'],
    ['/imap/auth/user', 'Username / email'],
    ['/smtp/allowedFrom/0', 'Email Address'],
    ['/imap/security', 'Use SSL'],
    ['/nothing/there', 'there'],
  ])('%s is called %s', (pointer, title) => {
    expect(titleAt(SCHEMA, UI, { smtp: { allowedFrom: ['a@b'] } }, pointer)).toBe(title);
  });

  it('a hidden field is found in the section around it', () => {
    const value = { sending: true, smtp: { sameCredentials: true } };
    expect(nearestShown(SCHEMA, UI, value, '/smtp/auth/user')).toBe('/smtp');
    expect(nearestShown(SCHEMA, UI, value, '/smtp/host')).toBe('/smtp/host');
    expect(nearestShown(SCHEMA, UI, { ...value, sending: false }, '/smtp/host')).toBe('');
    expect(nearestShown(SCHEMA, UI, { sending: true, smtp: { sameCredentials: false } }, '/smtp/auth/user')).toBe(
      '/smtp/auth/user',
    );
  });

  it('a pointer reads and writes, with the escapes of RFC 6901, and never into the prototype', () => {
    const value = { 'a/b': { 'c~d': [1, { e: 2 }] } };
    expect(valueAt(value, '/a~1b/c~0d/1/e')).toBe(2);
    expect(valueAt({}, '/constructor')).toBeUndefined();
    expect(withValueAt({ a: { b: 1, c: 2 } }, '/a/b', undefined)).toEqual({ a: { c: 2 } });
    expect(withValueAt(undefined, '/a/b', 1)).toEqual({ a: { b: 1 } });
    expect(inputIdOf('/settings/imap/host')).toBe('settings_imap_host');
  });
});

describe('Use SSL', () => {
  const ports = { implicit: [465, 2465], starttls: [587, 25], none: [25, 587] };

  test.each<[Way | undefined, number | undefined, Way | undefined]>([
    [undefined, 465, 'implicit'],
    [undefined, 587, 'starttls'],
    [undefined, 4000, undefined],
    ['implicit', 587, 'starttls'],
    ['starttls', 465, 'implicit'],
    ['starttls', 4000, 'starttls'],
    ['none', 465, 'none'],
    ['none', 587, 'none'],
    ['implicit', undefined, 'implicit'],
  ])('%s, then port %s typed, is %s', (way, port, expected) => {
    expect(wayAfterPort(way, ports, port)).toBe(expected);
  });

  it('is Yes until a person says No, and Yes goes by the port', () => {
    expect([undefined, 'implicit', 'starttls', 'none'].map((way) => answerOf(way as Way))).toEqual([
      ...['yes', 'yes', 'yes', 'no'],
    ]);
    expect(wayAfterAnswer('yes', ports, 25)).toBe('starttls');
    expect(wayAfterAnswer('yes', ports, 4000)).toBeUndefined();
    expect(wayAfterAnswer('no', ports, 465)).toBe('none');
  });

  it('offers the usual port where another is typed, and asks where the port says nothing', () => {
    expect(offeredPort('none', ports, 465)).toBe(25);
    expect(offeredPort('implicit', ports, 2465)).toBeUndefined();
    expect(offeredPort('implicit', ports, 4000)).toBe(465);
    expect(offeredPort(undefined, ports, 4000)).toBeUndefined();
    expect(asksForWay(undefined, ports, 4000)).toBe(true);
    expect(asksForWay('starttls', ports, 4000)).toBe(true);
    expect(asksForWay('implicit', ports, 465)).toBe(false);
    expect(asksForWay('implicit', ports, 587)).toBe(true);
    expect(asksForWay('none', ports, 4000)).toBe(false);
    expect(asksForWay(undefined, ports, undefined)).toBe(false);
  });
});
