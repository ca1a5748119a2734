import { beforeEach, describe, expect, test, vi } from 'vitest';
import { differencesOf } from '../../../web/src/rule/differences.ts';
import { emptyRule, isSame, triggerOf, withParam } from '../../../web/src/rule/draft.ts';
import { draftKey, findDraft, keepDraft } from '../../../web/src/rule/kept-draft.ts';
import { formSchema, type NewField, type NewFieldType } from '../../../web/src/rule/new-form.ts';
import { parseRecord } from '../../../web/src/rule/use-record.ts';

const START = emptyRule({ kind: 'form', form: 'f1', event: 'submit' });

describe('a rule as it is typed', () => {
  test('begins with the trigger that the address names; what is unknown in it counts as submitted', () => {
    expect(triggerOf({ form: 'f1', event: 'save' })).toEqual({ kind: 'form', form: 'f1', event: 'save' });
    expect(triggerOf({ form: 'f1', event: '<x>' })).toEqual({ kind: 'form', form: 'f1', event: 'submit' });
    expect(triggerOf({ workflow: 'done', form: 'f1' })).toEqual({ kind: 'workflow', event: 'done', form: 'f1' });
    expect(triggerOf({})).toEqual({ kind: 'form', form: '', event: 'submit' });
  });

  test('a parameter is set and taken out without touching the others or other actions', () => {
    const other = { action: 'fire-event', params: { type: 'x' } };
    const rule = { ...START, actions: [other, { action: 'send-email', params: { subject: 'a', headers: [1] } }] };
    const named = withParam(rule, 1, 'connector', 'c1');
    expect(named.actions).toEqual([
      other,
      { action: 'send-email', params: { subject: 'a', headers: [1], connector: 'c1' } },
    ]);
    expect(withParam(named, 1, 'connector', undefined)).toEqual(rule);
    expect(rule.actions[1]?.params).toEqual({ subject: 'a', headers: [1] });
  });

  test('is unchanged when only the order of its properties differs, and changed when a list is in another order', () => {
    expect(isSame({ a: 1, b: { c: [1, 2], d: 1 } }, { b: { d: 1, c: [1, 2] }, a: 1 })).toBe(true);
    expect(isSame({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(isSame({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  });

  test('two versions are told apart field by field', () => {
    const yours = { ...withParam(START, 0, 'subject', 'Mine'), name: 'Mine' };
    const theirs = { ...withParam(START, 0, 'to', ['bob@receiver.test']), enabled: false };
    expect(differencesOf(yours, theirs)).toEqual([
      { field: 'Title', yours: 'Mine', theirs: '' },
      { field: 'Switched on', yours: 'Yes', theirs: 'No' },
      { field: 'Subject', yours: 'Mine', theirs: '' },
      { field: 'To', yours: '', theirs: '["bob@receiver.test"]' },
    ]);
    const [row] = differencesOf(START, { ...START, actions: [...START.actions, { action: 'fire-event', params: {} }] });
    expect(row).toMatchObject({ field: 'Action 2', yours: '', theirs: '{"action":"fire-event","params":{}}' });
  });
});

describe('a kept draft', () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
      removeItem: (key: string) => void kept.delete(key),
    });
    return () => vi.unstubAllGlobals();
  });

  test('is found by the same person for the same rule only, until it is dropped', () => {
    const draft = { rule: START, version: 3, at: 1 };
    keepDraft(draftKey('u1', 'r1'), draft);
    expect(findDraft(draftKey('u1', 'r1'))).toEqual(draft);
    expect(findDraft(draftKey('u2', 'r1'))).toBeUndefined();
    expect(findDraft(draftKey('u1', undefined))).toBeUndefined();
    keepDraft(draftKey('u1', 'r1'), undefined);
    expect(findDraft(draftKey('u1', 'r1'))).toBeUndefined();
  });

  test('that is too large is not kept, and leaves no older one behind', () => {
    const key = draftKey('u1', 'r1');
    keepDraft(key, { rule: START, version: 1, at: 1 });
    keepDraft(key, { rule: { ...START, name: 'x'.repeat(2_000_001) }, version: 1, at: 2 });
    expect(findDraft(key)).toBeUndefined();
  });

  test('that another page left there is not taken for one', () => {
    for (const text of ['{}', 'null', '{"rule":null}', '{"rule":{"actions":1}}', 'no JSON']) {
      kept.set('k', text);
      expect(findDraft('k')).toBeUndefined();
    }
  });
});

describe('a form on the spot', () => {
  const field = (label: string, type: NewFieldType = 'text', choices: string[] = []): NewField => ({
    key: 1,
    label,
    type,
    choices,
  });

  test('names its fields after their labels, each once', () => {
    const labels = ['Employee e-mail', 'Größe', '2nd day', '年', '年', 'name', 'Name', ' '];
    const { properties } = formSchema(labels.map((label) => field(label))) as { properties: object };
    expect(Object.keys(properties)).toEqual([
      'employeeEMail',
      'groe',
      'field2ndDay',
      'field',
      'field2',
      'name',
      'name2',
    ]);
  });

  test('has a schema for each type', () => {
    const fields = [field('A', 'number'), field('B', 'choice', ['x', 'y']), field('C', 'date'), field('D', 'email')];
    expect(formSchema(fields)).toEqual({
      type: 'object',
      properties: {
        a: { title: 'A', type: 'number' },
        b: { title: 'B', enum: ['x', 'y'] },
        c: { title: 'C', type: 'string', format: 'date' },
        d: { title: 'D', type: 'string', format: 'email' },
      },
    });
  });
});

test.each([
  ['{"a": 1}', { facts: { a: 1 } }],
  ['[1]', { problem: 'A record is an object: it begins with a brace.' }],
  ['null', { problem: 'A record is an object: it begins with a brace.' }],
  ['{', { problem: expect.stringContaining('This is not JSON yet') }],
])('the record %s typed by hand is used or refused in words', (text, expected) => {
  expect(parseRecord(text)).toEqual(expected);
});
