import { expect, test } from 'vitest';
import { findProblems, parseWith } from '../../src/schema/validator.ts';
import { fieldsText, toAppError } from '../../src/sdk/index.ts';

const schema = {
  type: 'object',
  required: ['name', 'period', 'at'],
  properties: {
    name: { type: 'string' },
    period: { type: 'string', description: 'What it is about, for example 2026-11. Once.' },
    at: { type: 'string', pattern: '^T', description: 'A time, for example 2026-11-27T08:00.' },
  },
};

test('the sentence of several fields names the first of them with what to do, each thing once', () => {
  const required = ['/name', '/rule', '/rows/0/id'].map((path) => ({ path, message: 'This value is required.' }));
  const wrong = { path: '?state', message: 'This must be a text.' };
  expect(fieldsText([...required, wrong])).toBe(
    'name, rule, rows/0/id: This value is required. state: This must be a text.',
  );
  const many = Array.from({ length: 7 }, (_, at) => ({ path: `/f${at}`, message: 'This value is required.' }));
  expect(fieldsText(many)).toBe('f0, f1, f2, f3, f4: This value is required. 2 more values are not valid; see errors.');
  expect(fieldsText([wrong])).toBe('This must be a text.');
  expect(fieldsText([])).toBe('');
});

test('a value that is missing or not of its form is told with the example of its description', () => {
  expect(findProblems(schema, { at: '8 o clock' })).toEqual([
    { path: '/name', message: 'This value is required.' },
    { path: '/period', message: 'This value is required, for example 2026-11.' },
    { path: '/at', message: 'This is not of the form that is needed here, for example 2026-11-27T08:00.' },
  ]);
  const thrown = (() => {
    try {
      return parseWith(schema, {});
    } catch (error) {
      return toAppError(error).message;
    }
  })();
  expect(thrown).toBe(
    'name: This value is required. period: This value is required, for example 2026-11. at: This value is required, for example 2026-11-27T08:00.',
  );
});
