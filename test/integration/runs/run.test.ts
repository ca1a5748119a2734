import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealedId, wholeOf } from '../../../src/store/content.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { makePdf } from '../../support/pdf-samples.ts';
import { type Answer, csvOf, openRunRig, payslipOf, type RunRig } from '../../support/run-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { insertClear } from '../../support/stored-content.ts';
import { forEachDatabase } from '../../support/test-database.ts';
import { zipFile } from '../../support/zip-file.ts';

forEachDatabase((database) => {
  const { mail } = sharedServers();
  let rig: RunRig;
  let app: HttpApp;
  let second: Pick<HttpApp, 'call' | 'request'>;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    rig = await openRunRig(app);
    second = await app.as('second', ['approver']);
  }, 60_000);
  afterAll(() => app.close());

  const items = async (runId: string, query = '') => (await app.call('GET', `/runs/${runId}/items?${query}`)).items;
  const sums = ({ counts }: Answer) =>
    counts.waiting + counts.planned + counts.problems + counts.leftOut === counts.rows;
  const release = async (run: Answer) => {
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    await app.call('POST', `/runs/${run.id}/release`, {});
    return rig.until(run.id, 'finished');
  };

  test('A3.16 A3.17 A3.18 A5.15 beyond 26 rows and documents become a plan; approved by a second person it is sent, each document to its owner', async () => {
    const staff = rig.staff(3);
    const run = await rig.plannedRun(staff, { period: 'first' });
    expect(run).toMatchObject({ state: 'planned', counts: { rows: 3, planned: 3, problems: 0 }, problems: [] });
    expect(run.plan.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(run.expected).toMatchObject({ ms: null, connectors: [{ displayName: 'Payroll', mails: 3 }] });
    const own = await app.request('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    expect(own).toMatchObject({ status: 403, body: { detail: expect.stringContaining('second person') } });
    const early = await app.request('POST', `/runs/${run.id}/release`, {});
    expect(early).toMatchObject({ status: 409, body: { code: 'STATE' } });
    const other = await second.request('POST', `/runs/${run.id}/approve`, { hash: '0'.repeat(64) });
    expect(other).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    const finished = await release(run);
    expect(finished).toMatchObject({ approval: { by: 'second' }, counts: { mails: { accepted: 3, held: 0 } } });
    const arrived = await mail.waitForMail(rig.box, { count: 3 });
    for (const one of arrived) {
      const parsed = await simpleParser(one.raw);
      const to = parsed.to && !Array.isArray(parsed.to) ? parsed.to.text : '';
      const id = /\+(e\d+)@/.exec(to)?.[1]?.toUpperCase();
      expect(parsed.attachments).toMatchObject([{ filename: `payslip-${id}.pdf` }]);
      const person = staff.find(({ employeeId }) => employeeId === id);
      expect(parsed.subject).toBe(`Payslip of ${person?.name}`);
      expect(parsed.attachments[0]?.content).toEqual(await payslipOf({ employeeId: id ?? '' }));
    }
    // Its bytes are in the outbox; what was uploaded cannot be read in the database.
    const [line] = await items(run.id);
    expect(line).toMatchObject({
      state: 'planned',
      mail: { state: 'accepted' },
      document: { name: 'slips/E0001.pdf' },
    });
  });

  test('A3.19 A3.20 beyond 4 problems by kind; corrected or left out by name, nothing is dropped in silence', async () => {
    const staff = rig.staff(8);
    const csv = csvOf([
      ...staff.slice(0, 1),
      { ...staff[1], email: '' },
      { ...staff[2], email: 'not an address' },
      { ...staff[3], email: staff[4]?.email ?? '' },
      staff[4],
      { ...staff[5], name: '' },
      staff[6],
      staff[7],
    ] as never);
    const run = await rig.createRun({
      period: 'problems',
      options: { documents: { by: 'name', pattern: '{{employeeId}}.pdf' } },
    });
    await rig.upload(run.id, 'rows', 'staff.csv', csv);
    const empty = { name: 'E0007.pdf', bytes: Buffer.alloc(0) };
    const zip = zipFile([...(await pdfItems(staff.slice(0, 6))), empty, ...(await pdfItems([{ employeeId: 'X1' }]))]);
    await rig.upload(run.id, 'documents', 'p.zip', zip);
    const planned = await rig.plan(run.id);
    expect(sums(planned)).toBe(true);
    expect(planned).toMatchObject({ state: 'planned', counts: { rows: 8, planned: 1, problems: 7 } });
    expect(Object.fromEntries(planned.problems.map(({ kind, rows }: Answer) => [kind, rows]))).toEqual({
      no_address: 1,
      invalid_address: 1,
      same_address: 2,
      missing_value: 1,
      document_empty: 1,
      no_document: 1,
    });
    expect(planned.documents).toEqual({ total: 8, unused: 1 });
    const { items: unused } = await app.call('GET', `/runs/${run.id}/documents?unused=true`);
    expect(unused).toMatchObject([{ name: 'X1.pdf', used: false }]);
    const refused = await second.request('POST', `/runs/${run.id}/approve`, { hash: planned.plan.hash });
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('7 rows have problems') } });

    // Both rows with one address are mended by one correction.
    const [double] = await items(run.id, 'problem=same_address');
    const fixed = await app.call('PUT', `/runs/${run.id}/items/${double.id}`, { address: staff[3]?.email });
    expect(fixed).toMatchObject({ state: 'planned', problems: [] });
    const [nameless] = await items(run.id, 'problem=missing_value');
    await app.call('PUT', `/runs/${run.id}/items/${nameless.id}`, { facts: { name: 'Eva' } });
    const [addressless] = await items(run.id, 'problem=no_address');
    // An address that another row has is a problem of both.
    await app.call('PUT', `/runs/${run.id}/items/${addressless.id}`, { address: staff[0]?.email });
    expect(await app.call('GET', `/runs/${run.id}`)).toMatchObject({
      problems: expect.arrayContaining([{ kind: 'same_address', title: 'Two rows with one address', rows: 2 }]),
    });
    await app.call('PUT', `/runs/${run.id}/items/${addressless.id}`, { address: staff[1]?.email });
    const left = await app.call('POST', `/runs/${run.id}/items/leave-out`, {
      problem: 'no_document',
      reason: 'on leave',
    });
    expect(left).toMatchObject({ leftOut: 1 });
    const rest = await items(run.id, 'state=problem');
    await app.call('POST', `/runs/${run.id}/items/leave-out`, {
      ids: rest.map(({ id }: Answer) => id),
      reason: 'later',
    });
    const ready = await app.call('GET', `/runs/${run.id}`);
    expect(ready).toMatchObject({ state: 'planned', problems: [], counts: { rows: 8, planned: 5, leftOut: 3 } });
    expect(sums(ready)).toBe(true);
    expect(await items(run.id, 'state=left_out')).toMatchObject([
      { leftOut: { reason: 'later', by: app.administrator.name } },
      { leftOut: { reason: 'later' } },
      { leftOut: { reason: 'on leave' } },
    ]);
    await release(ready);
    const report: string = await app.call('GET', `/runs/${run.id}/report.csv`);
    expect(report.split('\r\n')).toHaveLength(10);
    expect(report).toContain('on leave');
  });

  const pdfItems = (people: { employeeId: string }[]) =>
    Promise.all(
      people.map(async ({ employeeId }) => ({ name: `${employeeId}.pdf`, bytes: await makePdf([employeeId]) })),
    );

  test('a period in other capital letters is the same period: nobody gets the same again', async () => {
    const staff = rig.staff(2);
    await release(await rig.plannedRun(staff, { period: '2026-11B' }));
    const again = await rig.plannedRun(staff, { period: ' 2026-11b ' });
    expect(again).toMatchObject({ period: '2026-11B', counts: { planned: 0, alreadySent: 2 } });
    const changed = { name: 'Other', rule: rig.ruleId, period: '2026-11C' };
    const draft = await rig.createRun({ period: '2026-11c' });
    expect(await app.call('PUT', `/runs/${draft.id}`, changed)).toMatchObject({ period: '2026-11C' });
    const back = { ...changed, period: '2026-11b' };
    expect(await app.call('PUT', `/runs/${draft.id}`, back)).toMatchObject({ period: '2026-11B' });
  });

  test('a period with another dash, or with signs that nobody sees, is the same period, too', async () => {
    const staff = rig.staff(2);
    await release(await rig.plannedRun(staff, { period: '2026-12' }));
    for (const period of ['2026\u201112', '2026-12\u200b', '\u00a02026-12']) {
      const again = await rig.plannedRun(staff, { period });
      expect(again).toMatchObject({ period: '2026-12', counts: { planned: 0, alreadySent: 2 } });
    }
    expect(await app.request('POST', '/runs', { name: 'x', period: '\u200b', rule: rig.ruleId })).toMatchObject({
      status: 422,
    });
  });

  test('the same period with the same data again sends nothing; a corrected row is a marked replacement', async () => {
    const staff = rig.staff(3);
    const first = await rig.plannedRun(staff, { period: 'again' });
    const waits = await rig.plannedRun(staff, { period: 'again', name: 'Twin' });
    expect(waits).toMatchObject({ counts: { planned: 0, problems: 3 }, problems: [{ kind: 'other_run', rows: 3 }] });
    await release(first);
    const before = (await mail.readMailbox(rig.box)).length;
    const same = await rig.plannedRun(staff, { period: 'again' });
    expect(same).toMatchObject({ counts: { rows: 3, planned: 0, problems: 0, leftOut: 3, alreadySent: 3 } });
    const [line] = await items(same.id);
    expect(line.leftOut).toMatchObject({
      kind: 'already_sent',
      reason: expect.stringMatching(/^Already sent on \d{4}-/),
    });
    const corrected = await rig.plannedRun([{ ...staff[0], net: '9999' }, staff[1], staff[2]] as never, {
      period: 'again',
    });
    expect(corrected).toMatchObject({ counts: { rows: 3, planned: 1, replacements: 1, alreadySent: 2 } });
    await release(corrected);
    const arrived = await mail.waitForMail(rig.box, { count: before + 1 });
    const last = await simpleParser(arrived.at(-1)?.raw ?? '');
    expect(last.subject).toBe('Corrected: Payslip of Person 1');
    const [sent] = await items(first.id);
    expect(last.inReplyTo).toBe(sent.mail.messageId);
  });

  test('a run that was cancelled before it left can be made again', async () => {
    const staff = rig.staff(2);
    const run = await rig.plannedRun(staff, { period: 'cancelled' });
    const cancelled = await app.call('POST', `/runs/${run.id}/cancel`);
    expect(cancelled).toMatchObject({ state: 'cancelled', counts: { mails: { cancelled: 2, held: 0 } } });
    const late = await second.request('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    expect(late).toMatchObject({ status: 409 });
    expect(await rig.plannedRun(staff, { period: 'cancelled' })).toMatchObject({ counts: { planned: 2, problems: 0 } });
  });

  test('E1 the worker refuses bytes that are not those of the plan', async () => {
    const run = await rig.plannedRun(rig.staff(2), { period: 'altered' });
    const [first, other] = await items(run.id);
    const store = await alter(first.mail.id);
    expect(store).toBe(true);
    const finished = await release(run);
    expect(finished).toMatchObject({ stateReason: '1 failed', counts: { mails: { accepted: 1, failed: 1 } } });
    const line = await app.call('GET', `/runs/${run.id}/items/${first.id}`);
    expect(line.mail).toMatchObject({ state: 'failed', detail: expect.stringContaining('SHA-256') });
    expect(await app.call('GET', `/runs/${run.id}/items/${other.id}`)).toMatchObject({ mail: { state: 'accepted' } });
    const arrived = await mail.readMailbox(rig.box);
    expect(arrived.filter((one) => one.header('message-id') === first.mail.messageId)).toEqual([]);
  });

  const alter = async (messageId: string) => {
    // Clear, as mails were stored once: nothing but the digest of the plan tells.
    const bytes = await wholeOf(app.store.content.read(sealedId(messageId)));
    bytes[bytes.length - 10] = (bytes[bytes.length - 10] ?? 0) ^ 1;
    await app.store.write(async (tx) => {
      await insertClear(tx, `altered ${messageId}`, bytes);
      await tx.getRepository('message').update({ id: messageId }, { contentId: `altered ${messageId}` });
    });
    return true;
  };

  test('E1 an approval is refused after any change, and a correction ends it', async () => {
    const run = await rig.plannedRun(rig.staff(2), { period: 'changed' });
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    const [first] = await items(run.id);
    await app.call('PUT', `/runs/${run.id}/items/${first.id}`, { facts: { name: 'Another' } });
    const changed = await app.call('GET', `/runs/${run.id}`);
    expect(changed).toMatchObject({ state: 'planned', approval: { hash: null } });
    expect(changed.plan.hash).not.toBe(run.plan.hash);
    const old = await second.request('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    expect(old).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    const stale = await second.request(
      'POST',
      `/runs/${run.id}/approve`,
      { hash: changed.plan.hash },
      { 'if-match': `"${run.version}"` },
    );
    expect(stale).toMatchObject({ status: 412, body: { code: 'STALE' } });
  });

  test('of two operators who release at once one is told that the other was first', async () => {
    const run = await rig.plannedRun(rig.staff(1), { period: 'two at once' });
    await second.call('POST', `/runs/${run.id}/approve`, { hash: run.plan.hash });
    const past = await app.request('POST', `/runs/${run.id}/release`, { at: '2020-01-01T08:00' });
    expect(past).toMatchObject({ status: 422, body: { detail: expect.stringContaining('over') } });
    const answers = await Promise.all([1, 2].map(() => app.request('POST', `/runs/${run.id}/release`, {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await rig.until(run.id, 'finished');
  });

  test('E2 the fence holds: another recipient in the rule, on resend, and on a redirect without a second person', async () => {
    const staff = rig.staff(1);
    const run = await rig.plannedRun(staff, { period: 'fence' });
    const [line] = await items(run.id);
    const bypass = await app.request('POST', `/outbox/${line.mail.id}/resend`, {}, { 'idempotency-key': 'k1' });
    expect(bypass).toMatchObject({ status: 409, body: { code: 'STATE' } });
    await release(run);
    const resend = await app.request(
      'POST',
      `/outbox/${line.mail.id}/resend`,
      { to: 'x@dyn.test' },
      { 'idempotency-key': 'k2' },
    );
    expect(resend).toMatchObject({ status: 403 });
    const other = mail.account().user;
    const path = `/runs/${run.id}/items/${line.id}/redirect`;
    await app.call('POST', path, { to: other, reason: 'new address' });
    expect(await app.request('POST', `${path}/confirm`, { to: other })).toMatchObject({ status: 403 });
    expect(await second.request('POST', `${path}/confirm`, { to: 'x@dyn.test' })).toMatchObject({ status: 409 });
    await second.call('POST', `${path}/confirm`, { to: other });
    const [copy] = await mail.waitForMail(other);
    expect((await simpleParser(copy?.raw ?? '')).attachments).toHaveLength(1);

    const bcc = await app.call('POST', '/rules', {
      name: 'With a stranger',
      trigger: { kind: 'workflow', event: 'stranger' },
      actions: [
        {
          action: 'send-email',
          params: {
            connector: rig.connectorId,
            to: [{ field: 'email' }],
            bcc: ['boss@dyn.test'],
            subject: 'x',
            text: 'x',
          },
        },
      ],
    });
    const refused = await rig.plannedRun(staff, { period: 'fence', rule: bcc.id });
    expect(refused.problems).toMatchObject([{ kind: 'recipient_not_owner' }]);
    const documents = { by: 'name', pattern: '{{employeeId}}.pdf' };
    const permitted = await rig.plannedRun(staff, {
      period: 'fence',
      rule: bcc.id,
      options: { documents, permitted: ['boss@dyn.test'] },
    });
    expect(permitted).toMatchObject({ counts: { planned: 1 } });
  });

  test('E2 one document of two persons, and a document without the number, are refused', async () => {
    const staff = rig.staff(3);
    const run = await rig.createRun({
      period: 'documents',
      options: { documents: { by: 'name', pattern: '{{employeeId}}.pdf' }, numberCheck: true },
    });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(staff));
    const shared = await makePdf(['E0001 E0002']);
    const zip = zipFile([
      { name: 'E0001.pdf', bytes: shared },
      { name: 'E0002.pdf', bytes: shared },
      { name: 'E0003.pdf', bytes: await makePdf(['Payslip of E00031']) },
    ]);
    await rig.upload(run.id, 'documents', 'p.zip', zip);
    const twice = await rig.upload(run.id, 'documents', 'again.zip', zip);
    expect(twice).toMatchObject({ status: 409, body: { detail: expect.stringContaining('p.zip') } });
    const planned = await rig.plan(run.id);
    expect(planned.problems).toMatchObject([
      { kind: 'document_of_two_owners', rows: 2 },
      { kind: 'number_not_in_document', rows: 1 },
    ]);
  });

  test('one combined PDF is split by the number on its pages; a page of nobody is shown, and a column can name the document', async () => {
    const staff = rig.staff(2);
    const options = { documents: { by: 'marker', text: 'Employee no.' } };
    const run = await rig.createRun({ period: 'combined', options });
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(staff));
    const pages = [
      'Cover sheet',
      'Employee no. E0001 first page',
      'second page',
      'Employee no. E0002',
      'Employee no. E0099',
    ];
    await rig.upload(run.id, 'documents', 'all.pdf', await makePdf(pages));
    const planned = await rig.plan(run.id);
    expect(planned).toMatchObject({ counts: { planned: 2, problems: 0 }, documents: { total: 4, unused: 2 } });
    const { items: unused } = await app.call('GET', `/runs/${run.id}/documents?unused=true`);
    expect(unused).toMatchObject([{ name: 'all.pdf (pages 1-1)', problem: expect.any(String) }, { owner: 'E0099' }]);
    await release(planned);

    const column = { documents: { by: 'column', column: 'name' } };
    const named = await rig.createRun({ period: 'column', options: column });
    await rig.upload(
      named.id,
      'rows',
      'staff.csv',
      csvOf(staff.map((one) => ({ ...one, name: `${one.employeeId}.PDF` }))),
    );
    for (const person of staff) {
      await rig.upload(named.id, 'documents', `${person.employeeId}.pdf`, await payslipOf(person));
    }
    expect(await rig.plan(named.id)).toMatchObject({ counts: { planned: 2, problems: 0 } });
    const [{ id: file }] = (await app.call('GET', `/runs/${named.id}`)).files.filter(
      ({ kind }: Answer) => kind === 'documents',
    );
    expect(await app.call('DELETE', `/runs/${named.id}/files/${file}`)).toMatchObject({ state: 'draft' });
    expect(await rig.plan(named.id)).toMatchObject({ counts: { planned: 1, problems: 1 } });
  });

  test('beyond 5 a PDF password by policy encrypts the document and the hint stands in the body; the value is in no answer, log or e-mail', async () => {
    const staff = rig.staff(1);
    const password = { pattern: '{{lower name}}-{{net}}', hint: 'Your name in small letters, a hyphen, your net pay.' };
    const options = { documents: { by: 'name', pattern: '{{employeeId}}.pdf' }, password };
    const before = (await mail.readMailbox(rig.box)).length;
    const run = await rig.plannedRun(staff, { period: 'password', options });
    await release(run);
    const arrived = await mail.waitForMail(rig.box, { count: before + 1 });
    const parsed = await simpleParser(arrived.at(-1)?.raw ?? '');
    expect(parsed.text).toContain(password.hint);
    expect(parsed.html).toContain(password.hint);
    const bytes = parsed.attachments[0]?.content ?? Buffer.alloc(0);
    expect(bytes.includes('/Encrypt')).toBe(true);
    const value = `person 1-${staff[0]?.net}`;
    expect(JSON.stringify([await items(run.id), run, app.log])).not.toContain(value);
    expect(arrived.at(-1)?.raw.toString()).not.toContain(value);
  });

  test('a test mail of a row has no document in it', async () => {
    const run = await rig.plannedRun(rig.staff(1), { period: 'try' });
    const [line] = await items(run.id);
    const me = mail.account().user;
    await app.call('POST', `/runs/${run.id}/items/${line.id}/test-to-me`, { to: me });
    const [copy] = await mail.waitForMail(me);
    const parsed = await simpleParser(copy?.raw ?? '');
    expect(parsed.subject).toBe('[Test] Payslip of Person 1');
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['left-out.txt']);
    expect(await app.call('GET', `/runs/${run.id}`)).toMatchObject({ counts: { mails: { held: 1 } } });
  });

  test('a file that is no table ends the planning with its sentence', async () => {
    const run = await rig.createRun({ period: 'bad' });
    expect(await app.request('POST', `/runs/${run.id}/plan`)).toMatchObject({ status: 409 });
    await rig.upload(run.id, 'rows', 'staff.csv', Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2, 3]));
    const draft = await rig.plan(run.id);
    expect(draft.state).toBe('draft');
    expect(draft.stateReason).not.toBe('');
    await rig.upload(run.id, 'rows', 'staff.csv', csvOf(rig.staff(2)));
    // The rule attaches a document, and the run has none.
    expect(await rig.plan(run.id)).toMatchObject({ state: 'planned', problems: [{ kind: 'missing_value', rows: 2 }] });
  });
});
