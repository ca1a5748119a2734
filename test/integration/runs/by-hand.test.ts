import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { type Answer, openRunRig, payslipOf, type RunRig } from '../../support/run-rig.ts';
import { forEachDatabase } from '../../support/test-database.ts';
import { zipFile } from '../../support/zip-file.ts';

const CSV =
  'employeeId;name;email;private;net\nE1;Person 1;e1@dyn.test;p1@dyn.test;1.00\nE2;Person 2;e2@dyn.test;p2@dyn.test;2.00\n';

/** Whose a row is, where it goes and its document is what the files say; a person who says otherwise is seen by the approver. */
forEachDatabase((database) => {
  let app: HttpApp;
  let rig: RunRig;
  let clerk: Pick<HttpApp, 'call' | 'request'>;
  let ruleId = '';
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    clerk = await app.as('clerk', ['payroll_operator', 'approver']);
    const toEmail = { connector: rig.connectorId, to: [{ field: 'email' }], subject: 'Note', text: '{{name}}' };
    const rule = await app.call('POST', '/rules', {
      name: 'Note',
      trigger: { kind: 'workflow', event: 'note' },
      actions: [{ action: 'send-email', params: toEmail }],
    });
    ruleId = rule.id;
  }, 60_000);
  afterAll(() => app.close());

  let period = 0;
  const planned = async (): Promise<{ id: string; row: Answer }> => {
    period += 1;
    const { id } = await rig.createRun({ rule: ruleId, period: `by hand ${period}` });
    await rig.upload(id, 'rows', 'staff.csv', CSV);
    await rig.plan(id);
    return { id, row: (await app.call('GET', `/runs/${id}/items`)).items[0] };
  };
  const fix = async (id: string, row: Answer, change: object): Promise<Answer> => {
    await clerk.call('PUT', `/runs/${id}/items/${row.id}`, change);
    return rig.until(id, 'planned');
  };
  const rowOf = (id: string, row: Answer) => app.call('GET', `/runs/${id}/items/${row.id}`);
  const proofOf = async (id: string, kind = 'address'): Promise<Answer[]> => {
    const rows = await app.store.read.sql<{ data: string }[]>`
      SELECT data FROM proof_record WHERE subject = ${id} AND kind = ${kind} ORDER BY n`;
    return rows.map(({ data }) => JSON.parse(data));
  };

  test.each([
    ['as the address', { address: 'else@dyn.test' }],
    ['as a fact', { facts: { email: 'else@dyn.test' } }],
  ])(
    'an address changed by hand %s is on the row, in the plan and in the proof, until it is that of the file again',
    async (_how, change) => {
      const { id, row } = await planned();
      expect(row).toMatchObject({ address: 'e1@dyn.test', addressWas: null, addressBy: null });
      expect((await app.call('GET', `/runs/${id}`)).plan.changedAddresses).toBe(0);

      const run = await fix(id, row, change);
      expect(run.plan.changedAddresses).toBe(1);
      const { items } = await app.call('GET', `/runs/${id}/items?addressChanged=true`);
      expect(items).toMatchObject([
        { id: row.id, address: 'else@dyn.test', addressWas: 'e1@dyn.test', addressBy: 'clerk' },
      ]);
      const [first] = await proofOf(id);
      expect(first).toMatchObject({ row: row.id, line: row.line, by: 'clerk', file: first.from });
      expect(first.to).toMatch(/^[0-9a-f]{64}$/);
      expect(first.to).not.toBe(first.from);
      expect(JSON.stringify(first)).not.toContain('@');

      // Somebody else's change of another fact leaves who changed the address.
      await app.call('PUT', `/runs/${id}/items/${row.id}`, { facts: { net: '3.00' } });
      expect(await rowOf(id, row)).toMatchObject({ addressWas: 'e1@dyn.test', addressBy: 'clerk' });
      expect(await proofOf(id)).toHaveLength(1);

      const back = await fix(id, row, { address: 'e1@dyn.test' });
      expect(back.plan.changedAddresses).toBe(0);
      expect(await rowOf(id, row)).toMatchObject({ address: 'e1@dyn.test', addressWas: null, addressBy: null });
      expect((await proofOf(id)).at(-1)).toMatchObject({ from: first.to, to: first.from, file: first.from });
    },
  );

  test('who changed an address made the run, and cannot approve it under four eyes', async () => {
    const { id, row } = await planned();
    const { plan } = await fix(id, row, { address: 'else@dyn.test' });
    const answer = await clerk.request('POST', `/runs/${id}/approve`, { hash: plan.hash });
    expect(answer).toMatchObject({ status: 403 });
    const second = await app.as('second', ['approver']);
    expect(await second.call('POST', `/runs/${id}/approve`, { hash: plan.hash })).toMatchObject({
      state: 'approved',
      plan: { changedAddresses: 1 },
    });
  });

  test('with another column for the address it is that of the file, and by hand again where the column is chosen back', async () => {
    const { id, row } = await planned();
    await fix(id, row, { address: 'else@dyn.test' });
    const by = async (addressField: string) => {
      const input = { name: 'x', period: `by hand ${period}`, rule: ruleId, options: { addressField } };
      await app.call('PUT', `/runs/${id}`, input);
      await rig.plan(id);
      return rowOf(id, row);
    };
    expect(await by('private')).toMatchObject({ address: 'p1@dyn.test', addressWas: null, addressBy: null });
    const back = { address: 'else@dyn.test', addressWas: 'e1@dyn.test', addressBy: 'clerk' };
    expect(await by('email')).toMatchObject(back);
    expect((await proofOf(id)).map(({ by: who }) => who)).toEqual(['clerk', 'clerk']);
  });

  test("a person's number changed by hand is on the row, in the plan and in the proof, until it is that of the file again", async () => {
    const { id, row } = await planned();
    const run = await fix(id, row, { facts: { employeeId: 'E9' } });
    expect(run.plan).toMatchObject({ changedRows: 1, changedOwners: 1, changedAddresses: 0, chosenDocuments: 0 });
    const { items } = await app.call('GET', `/runs/${id}/items?byHand=true`);
    expect(items).toMatchObject([{ id: row.id, owner: 'E9', ownerWas: 'E1', ownerBy: 'clerk', addressWas: null }]);
    const [first] = await proofOf(id, 'owner');
    expect(first).toMatchObject({ row: row.id, line: row.line, by: 'clerk', file: first.from });
    expect(first.to).toMatch(/^[0-9a-f]{64}$/);
    expect(first.to).not.toBe(first.from);

    const back = await fix(id, row, { facts: { employeeId: 'E1' } });
    expect(back.plan).toMatchObject({ changedRows: 0, changedOwners: 0 });
    expect(await rowOf(id, row)).toMatchObject({ owner: 'E1', ownerWas: null, ownerBy: null });
    expect((await proofOf(id, 'owner')).at(-1)).toMatchObject({ from: first.to, to: first.from, file: first.from });
    expect(await proofOf(id)).toEqual([]);
  });

  test('with another column for the number it is that of the file', async () => {
    const { id, row } = await planned();
    await fix(id, row, { facts: { employeeId: 'E9' } });
    const by = async (ownerField: string) => {
      await app.call('PUT', `/runs/${id}`, {
        name: 'x',
        period: `by hand ${period}`,
        rule: ruleId,
        options: { ownerField },
      });
      await rig.plan(id);
      return rowOf(id, row);
    };
    expect(await by('name')).toMatchObject({ owner: 'Person 1', ownerWas: null, ownerBy: null });
    expect(await by('employeeId')).toMatchObject({ owner: 'E9', ownerWas: 'E1', ownerBy: 'clerk' });
  });

  test('a document that a person chose is on the row, in the plan and in the proof, until its name finds it again', async () => {
    period += 1;
    const documents = { by: 'name', pattern: '{{employeeId}}.pdf' };
    const { id } = await rig.createRun({ rule: ruleId, period: `by hand ${period}`, options: { documents } });
    await rig.upload(id, 'rows', 'staff.csv', CSV);
    const names = ['E1', 'E2', 'late'];
    const slips = await Promise.all(
      names.map(async (name) => ({ name: `${name}.pdf`, bytes: await payslipOf({ employeeId: name }) })),
    );
    await rig.upload(id, 'documents', 'slips.zip', zipFile(slips));
    await rig.plan(id);
    const [row] = (await app.call('GET', `/runs/${id}/items`)).items;
    expect(row.document).toMatchObject({ name: 'E1.pdf', chosen: false, chosenBy: null });
    const late = (await app.call('GET', `/runs/${id}/documents?unused=true`)).items[0];
    expect(late.name).toBe('late.pdf');

    const run = await fix(id, row, { document: late.id });
    expect(run.plan).toMatchObject({ changedRows: 1, chosenDocuments: 1, changedOwners: 0 });
    const { items } = await app.call('GET', `/runs/${id}/items?byHand=true`);
    expect(items).toMatchObject([{ id: row.id, document: { name: 'late.pdf', chosen: true, chosenBy: 'clerk' } }]);
    expect(await proofOf(id, 'document')).toMatchObject([
      { row: row.id, by: 'clerk', document: late.id, sha256: late.sha256 },
    ]);

    const back = await fix(id, row, { document: null });
    expect(back.plan).toMatchObject({ changedRows: 0, chosenDocuments: 0 });
    expect(await rowOf(id, row)).toMatchObject({ document: { name: 'E1.pdf', chosen: false, chosenBy: null } });
    expect((await proofOf(id, 'document')).at(-1)).toMatchObject({ document: null, sha256: null });
  });
});
