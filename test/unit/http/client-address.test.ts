import { expect, test } from 'vitest';
import { clientAddress } from '../../../src/http/client-address.ts';

test.each([
  ['203.0.113.9', '203.0.113.9'],
  [' 203.0.113.9 ', '203.0.113.9'],
  ['203.0.113.9:51234', '203.0.113.9'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['2001:db8::1', '2001:db8::1'],
  ['<script>alert(1)</script>', '127.0.0.1'],
  ['unknown', '127.0.0.1'],
  ['_hidden', '127.0.0.1'],
  ['', '127.0.0.1'],
  [undefined, '127.0.0.1'],
])('9 a proxy that says %j makes the address %j', (said, address) => {
  expect(clientAddress(said, '127.0.0.1')).toBe(address);
});
