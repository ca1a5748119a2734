import { expect, test } from 'vitest';
import { findProblems } from '../../src/schema/validator.ts';

test.each([
  [{ type: 'string', minLength: 1 }, '', 'This must not be empty.'],
  [{ type: 'string', minLength: 4 }, 'abc', 'Use at least 4 characters.'],
  [{ type: 'string', maxLength: 2 }, 'ab\u{1f600}', 'Use at most 2 characters; here are 3.'],
  [{ type: 'string' }, 7, 'This must be a text.'],
  [{ type: ['number', 'null'] }, 'x', 'This must be a number or empty.'],
  [{ type: 'integer' }, 1.5, 'This must be a whole number.'],
  [{ type: 'boolean' }, 'yes', 'This must be true or false.'],
  [{ type: 'array' }, {}, 'This must be a list.'],
  [{ type: 'object' }, [], 'This must be an object with fields of its own.'],
  [{ minimum: 1 }, 0, 'Enter 1 or more.'],
  [{ maximum: 365 }, 366, 'Enter 365 or less.'],
  [{ exclusiveMinimum: 0 }, 0, 'Enter more than 0.'],
  [{ exclusiveMaximum: 5 }, 5, 'Enter less than 5.'],
  [{ multipleOf: 0.5 }, 0.3, 'Enter a multiple of 0.5.'],
  [{ type: 'array', minItems: 1 }, [], 'Give at least one entry.'],
  [{ type: 'array', minItems: 2 }, [1], 'Give at least 2 entries.'],
  [{ type: 'array', maxItems: 1 }, [1, 2], 'Give at most 1 entry.'],
  [{ type: 'array', uniqueItems: true }, ['a', 'b', 'a'], 'Entries 1 and 3 are the same; give each once.'],
  [{ type: 'object', minProperties: 1 }, {}, 'Give at least one field.'],
  [{ format: 'email' }, 'nobody', 'Enter an e-mail address like name@example.com.'],
  [{ format: 'date' }, '27.11.2026', 'Enter a date like 2026-11-27.'],
  [{ format: 'ipv6' }, 'x', 'This is not of the form that is needed here.'],
  [{ not: { const: 1 } }, 1, 'This value is not possible here.'],
])('%j says of %j what to do: %s', (schema, value, message) => {
  expect(findProblems(schema, value)).toEqual([{ path: '', message }]);
});
