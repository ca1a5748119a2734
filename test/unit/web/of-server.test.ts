import { expect, test } from 'vitest';
import { ApiError, problemOf } from '../../../web/src/api/problem.ts';
import { isOfServer } from '../../../web/src/app/of-server.ts';

test.each([
  ['a request without an answer in Chromium', new TypeError('Failed to fetch'), true],
  ['in Firefox', new TypeError('NetworkError when attempting to fetch resource.'), true],
  ['in Safari', new TypeError('Load failed'), true],
  ['a refusal', new ApiError(problemOf(new TypeError('Failed to fetch'))), true],
  ['a mistake in a script', new TypeError("Cannot read properties of undefined (reading 'x')"), false],
  ['another one', new RangeError('Invalid time value'), false],
])('%s: told as one of the server or of the page', (_, error, ofServer) => {
  expect(isOfServer(error)).toBe(ofServer);
});

test.each([
  ['a request without an answer', new TypeError('Failed to fetch'), 'UNREACHABLE'],
  ['an upload that broke off', new TypeError('The upload was interrupted.'), 'UNREACHABLE'],
  ['a mistake in a script', new TypeError("Cannot read properties of undefined (reading 'x')"), 'PAGE'],
])('%s is told as what it is', (_, error, code) => {
  expect(problemOf(error).code).toBe(code);
  if (code === 'PAGE') expect(problemOf(error).title).toBe('Something went wrong in this page');
});
