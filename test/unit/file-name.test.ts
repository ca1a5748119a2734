import { expect, test } from 'vitest';
import { cleanFileName } from '../../src/sdk/index.ts';

test.each([
  ['payslip.pdf', 'payslip.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Windows\\win.ini', 'win.ini'],
  ['/', 'file'],
  ['..', 'file'],
  ['a\0b\r\n.pdf', 'ab.pdf'],
  ['pay\u202efdp.exe', 'payfdp.exe'],
  ['pay\u200b\ufeff.pdf', 'pay.pdf'],
  ['CON', '_CON'],
  ['con.pdf', '_con.pdf'],
  ['Aux .txt', '_Aux .txt'],
  ['LPT1.tar.gz', '_LPT1.tar.gz'],
  ['com\u00b9.pdf', '_com\u00b9.pdf'],
  ['NUL.', '_NUL.'],
  ['contract.pdf', 'contract.pdf'],
  ['com10.pdf', 'com10.pdf'],
  ['auxiliary', 'auxiliary'],
])('security 11: a file that is called %j is stored and sent as %j', (given, clean) => {
  expect(cleanFileName(given)).toBe(clean);
});

test('security 11: a long name is cut before its extension', () => {
  const clean = cleanFileName(`${'x'.repeat(5_000)}.pdf`);
  expect(clean).toHaveLength(200);
  expect(clean).toMatch(/^x+\.pdf$/);
});
