import { afterAll, beforeAll, expect, test } from 'vitest';
import { OauthAuthorizationTable } from '../../../src/store/tables/oauth.table.ts';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const DAY_MS = 24 * 3_600_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** A rule whose mailbox has to be authenticated again soon, or before its next scheduled run. */
forEachDatabase((database) => {
  let app: HttpApp;
  let connector: string;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    const settings = emailSettings(sharedServers().mail.account());
    connector = (await app.call('POST', '/connectors', { type: 'email', displayName: 'Payroll', settings })).id;
    expect(await app.call('POST', `/connectors/${connector}/test`, {})).toMatchObject({ ok: true });
  }, 60_000);
  afterAll(() => app.close());

  /** as a consent stores it */
  const consent = (endsAt: number | null) =>
    app.store.write(async (tx) => {
      await tx.delete(OauthAuthorizationTable, { connectorId: connector });
      const tokens = { refreshToken: null, accessToken: null, accessExpiresAt: null, renewAt: null };
      await tx.insert(OauthAuthorizationTable, {
        ...{
          connectorId: connector,
          providerId: 'microsoft365',
          grant: 'authorization_code',
          clientId: 'c',
          issuer: 'i',
        },
        ...{ account: 'a', destination: 'd', scopes: [], state: 'authenticated', reason: '', ...tokens, generation: 1 },
        ...{ unanswered: 0, leaseToken: null, leaseUntil: null, authorizedAt: 1, authorizedBy: 'admin' },
        consentEndsAt: endsAt,
      } as never);
    });
  const rule = () => ({
    name: 'Reminder',
    trigger: { kind: 'workflow', event: 'remind' },
    actions: [{ action: 'send-email', params: { connector, to: ['a@b.test'], subject: 's', text: 't' } }],
  });
  const warnings = async (id?: string) => {
    const { findings } = await app.call('POST', `/rules/check${id === undefined ? '' : `?rule=${id}`}`, rule());
    return findings.filter(({ level }: { level: string }) => level === 'warning');
  };

  test('a consent that is never over, or over in a long time, is no doubt; one that ends soon is, with its day', async () => {
    await consent(null);
    expect(await warnings()).toEqual([]);
    await consent(Date.now() + 60 * DAY_MS);
    expect(await warnings()).toEqual([]);
    const soon = Date.now() + 5 * DAY_MS;
    await consent(soon);
    expect(await warnings()).toEqual([
      {
        level: 'warning',
        path: '/actions/0/params/connector',
        message: `The consent for "Payroll" ends on ${dayOf(soon)}. Authenticate it again before: e-mails wait from then on.`,
      },
    ]);
  });

  test('one that ends in a long time is a doubt where the rule is scheduled after that, and only for that rule', async () => {
    const endsAt = Date.now() + 60 * DAY_MS;
    await consent(endsAt);
    const { id } = await app.call('POST', '/rules', rule());
    expect(await warnings(id)).toEqual([]);
    const at = Date.now() + 70 * DAY_MS;
    const timing = { kind: 'once', at: new Date(at).toISOString().slice(0, 16) };
    await app.call('POST', '/schedules', { name: 'Later', rule: id, timeZone: 'UTC', timing, facts: {} });
    const [warning] = await warnings(id);
    expect(warning.message).toContain(`before the next scheduled run of this rule on ${dayOf(at)}`);
    expect(await warnings()).toEqual([]);
  });
});
