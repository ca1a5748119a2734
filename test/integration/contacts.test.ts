import { afterAll, beforeAll, expect, test } from 'vitest';
import { contactsByAddress, findContacts } from '../../src/contacts/contacts.ts';
import { openPeople, type PeopleRig } from '../support/people-rig.ts';
import { forEachDatabase } from '../support/test-database.ts';

/** Contacts and partners: people outside the organisation that e-mails are written to. */
forEachDatabase((database) => {
  let rig: PeopleRig;
  beforeAll(async () => {
    rig = await openPeople(database.url());
  });
  afterAll(() => rig.close());

  const add = (name: string, addresses: string[], more: object = {}) =>
    rig.administrator('POST', '/contacts', { name, addresses, ...more });

  test('a contact is added, read, found by name, company and address, changed and deleted', async () => {
    const more = { kind: 'partner', company: 'Brickworks', language: 'fr-ca', timeZone: 'America/Montreal' };
    const made = await add(' Zoé Tremblay ', ['Zoe@Example.COM', 'zoe.t@example.com'], more);
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'Zoé Tremblay',
        ...{ kind: 'partner', company: 'Brickworks', language: 'fr-CA', timeZone: 'America/Montreal', version: 1 },
        addresses: [
          { address: 'Zoe@example.com', primary: true },
          { address: 'zoe.t@example.com', primary: false },
        ],
      },
    });
    const { id } = made.body;
    expect(made.headers.get('location')).toBe(`contacts/${id}`);
    const found = async (query: string) =>
      (await rig.administrator('GET', `/contacts?${query}`)).body.items.map((one: { id: string }) => one.id);
    expect(await found('search=TREMBLAY')).toEqual([id]);
    expect(await found('search=brick')).toEqual([id]);
    expect(await found('search=zoe.t%40')).toEqual([id]);
    expect(await found('search=%25')).toEqual([]);
    expect(await found('kind=contact')).toEqual([]);

    const changed = await rig.administrator(
      'PUT',
      `/contacts/${id}`,
      { name: 'Zoé Roy', addresses: [] },
      { 'if-match': '"1"' },
    );
    expect(changed).toMatchObject({
      status: 200,
      body: { name: 'Zoé Roy', kind: 'partner', company: null, language: null, addresses: [], version: 2 },
    });
    const late = await rig.administrator(
      'PUT',
      `/contacts/${id}`,
      { name: 'Late', addresses: [] },
      { 'if-match': '"1"' },
    );
    expect(late).toMatchObject({ status: 412, body: { code: 'STALE' } });
    expect((await rig.administrator('DELETE', `/contacts/${id}`)).status).toBe(204);
    expect((await rig.administrator('GET', `/contacts/${id}`)).status).toBe(404);
  });

  test('the pages of the list hold each contact once, also those of one name', async () => {
    const ids: string[] = [];
    for (const name of ['Page b', 'Page a', 'Page a', 'Page c']) ids.push((await add(name, [])).body.id);
    const seen: string[] = [];
    let after = '';
    do {
      const { body } = await rig.administrator('GET', `/contacts?search=page&limit=1${after}`);
      seen.push(...body.items.map((one: { id: string }) => one.id));
      after = body.next === null ? '' : `&after=${body.next}`;
    } while (after !== '');
    expect(seen).toHaveLength(4);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(seen.at(-1)).toBe(ids.at(-1));
  });

  test('the pages go on where the last contact of one was deleted; what is no place in the list is refused', async () => {
    const ids: string[] = [];
    for (const name of ['Going a', 'Going b', 'Going c']) ids.push((await add(name, [])).body.id);
    const first = (await rig.administrator('GET', '/contacts?search=going&limit=2')).body;
    await rig.administrator('DELETE', `/contacts/${ids[1]}`);
    const second = await rig.administrator('GET', `/contacts?search=going&limit=2&after=${first.next}`);
    expect(second).toMatchObject({ status: 200, body: { items: [{ id: ids[2] }], next: null } });
    expect((await rig.administrator('GET', `/contacts?after=${ids[0]}`)).status).toBe(400);
  });

  test('names and companies are found whatever the letters look like, beyond ASCII, too', async () => {
    const { id } = (await add('Ölhändler ＡＢ', [], { company: 'ÉCOLE Ｎｏ ½' })).body;
    const found = async (search: string) =>
      (await rig.administrator('GET', `/contacts?search=${encodeURIComponent(search)}`)).body.items.map(
        (one: { id: string }) => one.id,
      );
    for (const search of ['ÖLHÄNDLER', 'ab', 'école no', 'École Ｎｏ', '1⁄2']) {
      expect(await found(search), search).toEqual([id]);
    }
    // As one that was stored before this was kept.
    await rig.administrator('PUT', `/contacts/${id}`, { name: 'Ölhändler', company: null, addresses: [] });
    expect(await found('école')).toEqual([]);
  });

  test('a change that says no kind leaves it as it was, and one that does changes it', async () => {
    const { id } = (await add('Kind', [], { kind: 'partner' })).body;
    const put = async (more: object) =>
      (await rig.administrator('PUT', `/contacts/${id}`, { name: 'Kind', addresses: [], ...more })).body.kind;
    expect(await put({})).toBe('partner');
    expect(await put({ kind: 'contact' })).toBe('contact');
    expect((await add('Plain', [])).body.kind).toBe('contact');
  });

  test('A4.12 a new primary address counts from the moment it is recorded, and one that stays keeps its day', async () => {
    const { body } = await add('Mover', ['old@example.com', 'other@example.com']);
    const put = (addresses: string[]) => rig.administrator('PUT', `/contacts/${body.id}`, { name: 'Mover', addresses });
    const [first, other] = body.addresses;
    rig.clock.pass(60_000);
    const same = (await put(['old@example.com', 'other@example.com'])).body;
    expect(same.addresses).toEqual(body.addresses);
    const moved = (await put(['new@example.com', 'old@example.com', 'other@example.com'])).body;
    const [now, old, still] = moved.addresses;
    expect(now).toMatchObject({ address: 'new@example.com', primary: true });
    expect(now.validFrom).toBeGreaterThan(first.validFrom);
    expect(old).toMatchObject({ address: 'old@example.com', primary: false });
    expect(old.validFrom).toBe(now.validFrom);
    expect(still).toEqual(other);
  });

  test('an employee number is kept, found, changed, left as it was, and given up', async () => {
    const made = (await add('Employee', ['employee@example.com'], { employeeId: ' AB-1042 ' })).body;
    expect(made.employeeId).toBe('AB-1042');
    const found = async (search: string) =>
      (await rig.administrator('GET', `/contacts?search=${encodeURIComponent(search)}`)).body.items.map(
        (one: { id: string }) => one.id,
      );
    expect(await found('ab\u20111042')).toEqual([made.id]);
    expect(await found('B-10')).toEqual([made.id]);
    const put = async (more: object) =>
      (await rig.administrator('PUT', `/contacts/${made.id}`, { name: 'Employee', addresses: [], ...more })).body;
    expect((await put({})).employeeId).toBe('AB-1042');
    expect((await put({ employeeId: 'ab-1042' })).employeeId).toBe('ab-1042');
    expect((await put({ employeeId: null })).employeeId).toBeNull();
    expect(await found('1042')).toEqual([]);
    expect((await add('Other', [], { employeeId: 'AB-1042' })).status).toBe(201);
  });

  test('two contacts cannot have one employee number, whatever its case and blanks, and who has it is said', async () => {
    await add('First', [], { employeeId: 'E 77' });
    const second = await add('Second', [], { employeeId: ' e  77\u00a0' });
    const said = '"First" has this employee number already. Correct it here or there.';
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'CONFLICT', errors: [{ path: '/employeeId', message: said }] },
    });
    expect((await rig.administrator('GET', '/contacts?search=second')).body.items).toEqual([]);
    const third = (await add('Third', ['third@example.com'])).body;
    const body = { name: 'Third', addresses: [], employeeId: 'e 77' };
    expect(await rig.administrator('PUT', `/contacts/${third.id}`, body)).toMatchObject({ status: 409 });
    expect((await rig.administrator('GET', `/contacts/${third.id}`)).body).toEqual(third);
    const both = await Promise.all([1, 2].map((n) => add(`Both ${n}`, [], { employeeId: 'both' })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('an address leads to all contacts that have it', async () => {
    const a = (await add('Pair a', ['pair@example.com'])).body.id;
    const b = (await add('Pair b', ['b@example.com', 'PAIR@example.com'])).body.id;
    const { read } = rig.store;
    const found = await contactsByAddress(read, ['Pair@Example.com', 'nobody@example.com']);
    expect([...found.keys()]).toEqual(['pair@example.com']);
    expect(new Set(found.get('pair@example.com')?.map(({ id }) => id))).toEqual(new Set([a, b]));
    expect(await findContacts(read, [b, 'none', b])).toMatchObject([{ id: b, name: 'Pair b' }]);
  });

  test.each([
    ['no name', { name: ' ', addresses: [] }, '/name'],
    ['a name of what nobody sees', { name: '\u200b\u2060\u3164\ufeff', addresses: [] }, '/name'],
    ['a line break in the name', { name: 'a\nb', addresses: [] }, '/name'],
    ['no addresses', { name: 'x' }, '/addresses'],
    ['a wrong address', { name: 'x', addresses: ['a@example.com', 'a@b@c'] }, '/addresses/1'],
    ['an address twice', { name: 'x', addresses: ['a@example.com', 'A@example.com'] }, '/addresses/1'],
    ['a language that is none', { name: 'x', addresses: [], language: 'french!' }, '/language'],
    ['a time zone that is none', { name: 'x', addresses: [], timeZone: 'Prague' }, '/timeZone'],
    ['an empty employee number', { name: 'x', addresses: [], employeeId: '' }, '/employeeId'],
    ['an employee number of blanks', { name: 'x', addresses: [], employeeId: ' \u200b' }, '/employeeId'],
    ['a line break in the employee number', { name: 'x', addresses: [], employeeId: '1\n2' }, '/employeeId'],
    ['an endless employee number', { name: 'x', addresses: [], employeeId: '1'.repeat(101) }, '/employeeId'],
    ['51 addresses', { name: 'x', addresses: Array.from({ length: 51 }, (_, n) => `a${n}@example.com`) }, '/addresses'],
  ])('%s is refused at its field', async (_what, body, path) => {
    const answer = await rig.administrator('POST', '/contacts', body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  test('A4.15 who has no right to contacts does not read them, and who only reads them does not change them', async () => {
    const approver = await rig.person('Approver', ['approver']);
    const person = await rig.person('Reader', ['user']);
    expect((await approver.call('GET', '/contacts')).status).toBe(403);
    expect((await person.call('GET', '/contacts')).status).toBe(200);
    expect((await person.call('POST', '/contacts', { name: 'x', addresses: [] })).status).toBe(403);
  });
});
