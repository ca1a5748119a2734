import { expect, test } from 'vitest';
import { LIMITS, runLimitMatrix } from '../chaos/limit-matrix.ts';
import { forEachDatabase } from '../support/test-database.ts';

const MAILS = 100;

// The same with 5,000: npm run chaos -- --limits --mails 5000
forEachDatabase((database) => {
  test('R19 three connections and 30 a minute with 432, 454, 421 and 550 5.4.5 in between and a restart: never above, no attempt used, nothing failed or twice', async () => {
    const result = await runLimitMatrix({ url: await database.create(), mails: MAILS, times: 20 });
    expect(result).toMatchObject({ mails: MAILS, accepted: MAILS, attempts: MAILS, failed: 0, twice: 0, refusals: 4 });
    expect(result.busiestMinute).toBeLessThanOrEqual(LIMITS.messagesPerMinute);
    expect(result.mostConnections).toBeLessThanOrEqual(LIMITS.connections);
    // One session would be half as fast; beginning anew five times in so few e-mails costs the rest.
    expect(result.mostConnections).toBeGreaterThan(1);
    expect(result.perMinute).toBeGreaterThanOrEqual(0.6 * LIMITS.messagesPerMinute);
  }, 120_000);
});
