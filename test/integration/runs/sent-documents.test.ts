import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, csvOf, type Employee, openRunRig, payslipOf, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';
import { zipFile } from '../../support/zip-file.ts';

/** A document that one person got in an earlier run is not sent to another one, whatever its file is called now. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    await app.call('PUT', '/settings/runs', { fourEyes: false, stopAfterFailures: 10 }, await seen());
  }, 60_000);
  afterAll(() => app.close());

  const seen = async () => {
    const response = await fetch(`${app.url}/api/settings/runs`, { headers: app.authorization() });
    return { 'if-match': response.headers.get('etag') ?? '' };
  };
  /** Each person with the document that is made for the second one. */
  const planned = async (
    pairs: readonly [Employee, Employee][],
    period: string,
    more: object = {},
  ): Promise<Answer> => {
    const documents = { by: 'name', pattern: '{{employeeId}}.pdf' };
    const run = await rig.createRun({ name: `Run ${period}`, period, options: { documents, ...more } });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(pairs.map(([person]) => person)));
    const items = [];
    for (const [person, of] of pairs) items.push({ name: `${person.employeeId}.pdf`, bytes: await payslipOf(of) });
    await rig.upload(run.id, 'documents', 'slips.zip', await zipFile(items));
    return rig.plan(run.id);
  };
  const sent = async (run: Answer) => {
    await app.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    return rig.until(run.id, 'finished');
  };

  test('E2 documents of last time under exchanged names are problems that say who got them, also in one period', async () => {
    const [a, b] = rig.staff(2) as [Employee, Employee];
    const own: [Employee, Employee][] = [
      [a, a],
      [b, b],
    ];
    await sent(await planned(own, 'one'));
    const exchanged = await planned(
      [
        [a, b],
        [b, a],
      ],
      'two',
    );
    expect(exchanged).toMatchObject({
      counts: { planned: 0, problems: 2 },
      problems: [{ kind: 'document_of_another', rows: 2 }],
    });
    const { items } = await app.call('GET', `/runs/${exchanged.id}/items`);
    expect(items[0].problems[0].message).toContain(`This document was sent to ${b.employeeId} (run "Run one")`);
    expect((await planned([[b, a]], 'one')).counts).toMatchObject({ planned: 0, problems: 1 });
    // To its own person it may go once more, in another period.
    expect((await planned(own, 'three')).counts).toMatchObject({ planned: 2, problems: 0 });
  });

  test('E2 of two runs that are planned at once with exchanged documents the second is not approved; one that waits for its time counts', async () => {
    const [, , , , e, f] = rig.staff(6) as [Employee, Employee, Employee, Employee, Employee, Employee];
    const exchanged: [Employee, Employee][] = [
      [e, f],
      [f, e],
    ];
    const second = await planned(exchanged, 'at once 2');
    const released = await planned(exchanged, 'at once 3');
    expect(second.counts).toMatchObject({ planned: 2, problems: 0 });
    await app.call('POST', `/runs/${released.id}/approve`, { hash: released.plan.hash });
    const first = await planned(
      [
        [e, e],
        [f, f],
      ],
      'at once 1',
    );
    await app.call('POST', `/runs/${first.id}/approve`, { hash: first.plan.hash });
    const later = new Date(Date.now() + 48 * 3_600_000).toISOString().slice(0, 16);
    await app.call('POST', `/runs/${first.id}/release`, { at: later });
    const refused = {
      status: 409,
      body: { detail: expect.stringMatching(/^2 rows have the document of another person/) },
    };
    expect(await app.request('POST', `/runs/${second.id}/approve`, { hash: second.plan.hash })).toMatchObject(refused);
    expect(await app.request('POST', `/runs/${released.id}/release`, {})).toMatchObject(refused);
    expect((await rig.plan(second.id)).counts).toMatchObject({ planned: 0, problems: 2 });
    await app.call('POST', `/runs/${first.id}/cancel`, {});
    expect((await rig.plan(second.id)).counts).toMatchObject({ planned: 2, problems: 0 });
  });

  test('E2 what somebody got by mistake goes to its person where the number in the document says whose it is', async () => {
    const [, , c, d] = rig.staff(4) as [Employee, Employee, Employee, Employee];
    await sent(await planned([[c, d]], 'mistake'));
    expect((await planned([[d, d]], 'mistake')).counts).toMatchObject({ planned: 0, problems: 1 });
    const checked = await planned([[d, d]], 'mistake', { numberCheck: true });
    expect(checked.counts).toMatchObject({ planned: 1, problems: 0 });
    const wrong = await planned([[c, d]], 'later', { numberCheck: true });
    expect(wrong.problems).toMatchObject([{ kind: 'number_not_in_document', rows: 1 }]);
  });
});
