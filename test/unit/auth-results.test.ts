import { describe, expect, test } from 'vitest';
import { authResults } from '../../src/mail/auth-results.ts';

const unknown = { dkim: 'unknown', spf: 'unknown', dmarc: 'unknown' };

describe('Authentication-Results (RFC 8601)', () => {
  test('are those of the topmost header, where it has the name of the receiving server', () => {
    const own = 'mx.us.test; dkim=fail header.d=a; dkim=pass header.d=b; spf=softfail; dmarc=none';
    expect(authResults([own, 'mx.us.test; dmarc=pass'], 'MX.us.test')).toEqual({
      dkim: 'pass',
      spf: 'softfail',
      dmarc: 'none',
    });
    expect(authResults(['evil.test; dmarc=pass', own], 'mx.us.test')).toEqual(unknown);
    expect(authResults([own], '')).toEqual(unknown);
    expect(authResults([], 'mx.us.test')).toEqual(unknown);
  });

  test.each([
    ['mx.us.test (; dmarc=pass); dmarc=fail', 'fail'],
    ['mx.us.test; dmarc=fail (was (nested) dmarc=pass)', 'fail'],
    ['mx.us.test; spf=fail smtp.mailfrom="x; dmarc=pass"', 'unknown'],
    ['mx.us.test 1; dmarc/1 = pass', 'pass'],
    ['mx.us.test; dmarc=wonderful', 'unknown'],
    ['mx.us.test.evil.test; dmarc=pass', 'unknown'],
  ])('%s: %s', (header, dmarc) => {
    expect(authResults([header], 'mx.us.test').dmarc).toBe(dmarc);
  });
});
