import { expect, test } from 'vitest';
import { KILL_POINTS, runKillPoint } from '../chaos/kill-matrix.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

/** `npm run chaos` does the same with larger counts. */
const TIMES = Number(process.env['KILL_TIMES'] ?? 1);

forEachDatabase((database) => {
  test.each(KILL_POINTS)(
    'R2 a worker killed at "%s" loses nothing and sends nothing twice',
    async (point) => {
      const result = await runKillPoint({
        point,
        times: TIMES,
        createDatabase: () => database.create(),
        mail: sharedServers().mail,
      });
      expect(result).toMatchObject({ kills: TIMES, lost: 0, duplicates: 0, copiesWrong: 0, wronglyUncertain: 0 });
      expect(result.uncertain).toBeLessThanOrEqual(TIMES);
      expect(result.accepted + result.uncertain).toBe(result.mails);
    },
    120_000,
  );
});
