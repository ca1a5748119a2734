import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OauthRig, type OauthServers, openOauthRig, startOauthServers } from '../../support/oauth-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';

let servers: OauthServers;
beforeAll(async () => {
  servers = await startOauthServers({ rotates: true });
});
afterAll(() => servers.stop());

forEachDatabase((database) => {
  let rig: OauthRig;
  beforeEach(async () => {
    rig = await openOauthRig(await database.create(), servers);
  });
  afterEach(() => rig.close());

  const state = async (id: string) => {
    const { state, stateReason } = await rig.app.call('GET', `/connectors/${id}`);
    return `${state}: ${stateReason}`;
  };

  describe('connecting a mailbox', () => {
    test('A3.13 A3.14 A5.2 a person consents, it is Authenticated, the test mail goes out and it is Active', async () => {
      const id = await rig.connector();
      expect(await rig.authorization(id)).toMatchObject({
        ...{ state: 'not_authenticated', account: 'alice@sender.test', application: true },
      });
      expect(await rig.connect(id)).toEqual({
        outcome: 'done',
        message: 'alice@sender.test is connected.',
        connectorId: id,
        displayName: 'OAuth alice@sender.test',
        account: 'alice@sender.test',
      });
      expect(await rig.authorization(id)).toMatchObject({ state: 'authenticated', authorizedBy: 'admin' });
      expect(await state(id)).toBe('inactive: Connected, but not tested yet');
      const report = await rig.app.call('POST', `/connectors/${id}/test-mail`, {});
      expect(report.steps.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
      expect(report.summary).toBe('Connection test succeeded');
      expect(await state(id)).toBe('active: Connection test succeeded');
    });
  });
});
