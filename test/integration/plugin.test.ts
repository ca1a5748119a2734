import { Engine } from 'json-rules-engine';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMailrule, type Mailrule } from '../../src/index.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { emailDefinition } from '../support/connector-rig.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

interface Line {
  id: string;
  state: string;
  subject: string;
  to: string[];
  sentCopy: string | null;
}

/** mailrule inside a host, over the real mail servers. */
forEachDatabase((database) => {
  let mailrule: Mailrule;
  let host: DataSource;
  let connectorId: string;
  const { mail } = sharedServers();
  const payroll = mail.account();
  const employee = mail.account();

  beforeAll(async () => {
    const log = createLogger({ level: 'silent' });
    mailrule = await createMailrule({ database: database.url(), secretKey: newSecretKey(), log });
    const definition = emailDefinition(payroll);
    const connector = await mailrule.call<{ id: string }>({ method: 'POST', path: '/connectors', body: definition });
    connectorId = connector.id;
    const path = `/connectors/${connectorId}/test`;
    const report = await mailrule.call<{ ok: boolean; summary: string }>({ method: 'POST', path, body: {} });
    expect(report.ok, report.summary).toBe(true);
    host = await new DataSource(
      database.kind === 'sqlite'
        ? { type: 'better-sqlite3', database: database.url().slice('sqlite:'.length) }
        : { type: 'postgres', url: database.url() },
    ).initialize();
    await host.query('CREATE TABLE leave_request (id integer PRIMARY KEY)');
    await mailrule.start();
  });
  afterAll(async () => {
    await host.destroy();
    await mailrule.stop();
  });

  const outbox = async () => (await mailrule.call<{ items: Line[] }>({ method: 'GET', path: '/outbox' })).items;
  const mailFor = (subject: string) => ({
    params: { connector: connectorId, to: [employee.user], subject, html: '<p>Hello {{name}}</p>' },
    facts: { name: 'Eva' },
    idempotencyKey: subject,
  });

  test('beyond 1 a mail of a transaction that commits is sent and filed, one of a transaction that rolls back never existed', async () => {
    const rolledBack = host.transaction(async (manager) => {
      await manager.query('INSERT INTO leave_request (id) VALUES (1)');
      await mailrule.enqueue(manager, mailFor('Rolled back'));
      throw new Error('the host changed its mind');
    });
    await expect(rolledBack).rejects.toThrow('changed its mind');
    await host.transaction(async (manager) => {
      await manager.query('INSERT INTO leave_request (id) VALUES (2)');
      const [stored] = await mailrule.enqueue(manager, mailFor('Committed'));
      expect(stored).toMatchObject({ state: 'queued', created: true });
    });
    const [received] = await mail.waitForMail(employee.user);
    expect(received?.header('subject')).toBe('Committed');
    expect(received?.raw.toString()).toContain('Hello Eva');
    await expect
      .poll(outbox, { timeout: 15_000 })
      .toMatchObject([{ subject: 'Committed', state: 'accepted', to: [employee.user], sentCopy: 'filed' }]);
    expect(await host.query('SELECT id FROM leave_request')).toEqual([{ id: 2 }]);
  });

  test('a mail too large for memory is stored in the host’s transaction, too, without waiting for its end', async () => {
    const base64 = Buffer.alloc(2_000_000, 'x').toString('base64');
    const large = mailFor('Large');
    const withFile = { ...large, params: { ...large.params, attachments: [{ name: 'a.bin', base64 }] } };
    const held = async () => Number((await host.query('SELECT COUNT(*) AS n FROM content'))[0].n);
    const before = await held();
    const rolledBack = host.transaction(async (manager) => {
      await manager.query('INSERT INTO leave_request (id) VALUES (3)');
      await mailrule.enqueue(manager, withFile);
      throw new Error('the host changed its mind');
    });
    await expect(rolledBack).rejects.toThrow('changed its mind');
    expect(await held()).toBe(before);
    await host.transaction(async (manager) => {
      await manager.query('INSERT INTO leave_request (id) VALUES (4)');
      await mailrule.enqueue(manager, withFile);
    });
    const line = async () => (await outbox()).find(({ subject }) => subject === 'Large');
    await expect.poll(line, { timeout: 20_000 }).toMatchObject({ state: 'accepted', sentCopy: 'filed' });
  });

  test('the same idempotency key makes one mail, with other content it is refused', async () => {
    const [first] = await mailrule.send(mailFor('Once'));
    const [second] = await mailrule.send(mailFor('Once'));
    expect(second).toMatchObject({ id: first?.id, created: false });
    const other = { ...mailFor('Once'), facts: { name: 'Bob' } };
    await expect(mailrule.send(other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  test('an event of the host’s own json-rules-engine is in the outbox when the run has ended', async () => {
    const engine = new Engine([
      {
        conditions: { all: [{ fact: 'ready', operator: 'equal', value: true }] },
        event: { type: 'send-email', params: { ...mailFor('From the engine').params } },
      },
    ]);
    mailrule.attach(engine);
    await engine.run({ ready: true, name: 'Eva' });
    expect((await outbox()).map(({ subject }) => subject)).toContain('From the engine');
  });

  test('parameters that are not valid are refused by their fields', async () => {
    const wrong = { ...mailFor('Wrong'), params: { subject: 'x', colour: 'red' } };
    await expect(mailrule.send(wrong)).rejects.toMatchObject({ code: 'VALIDATION' });
    const keyless = { ...mailFor('Wrong'), idempotencyKey: '' };
    await expect(mailrule.send(keyless)).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  test('a mistake in a template is told to the host and stores nothing', async () => {
    const ids = async () => (await outbox()).map(({ id }) => id);
    const before = await ids();
    const wrong = { ...mailFor('Template'), params: { ...mailFor('Template').params, html: 'a\n{{#if name}}' } };
    await expect(mailrule.send(wrong)).rejects.toMatchObject({ code: 'TEMPLATE', details: { line: 2 } });
    expect(await ids()).toEqual(before);
  });

  test('facts of a host may be dates and instances of classes; what they inherit is not seen', async () => {
    class Person {
      readonly name = 'Eva';
      get salary() {
        return 'a secret';
      }
    }
    const params = { ...mailFor('Dates').params, subject: '{{date start format="iso"}}' };
    const facts = { ...new Person(), start: new Date('2026-12-01T00:00:00Z') } as never;
    const [sent] = await mailrule.send({ params, facts, idempotencyKey: 'dates' });
    expect(sent).toMatchObject({ state: 'queued' });
    expect((await outbox())[0]).toMatchObject({ subject: '2026-12-01' });
    const inherited = { params: { ...params, subject: '{{salary}}' }, facts: new Person() as never };
    const [held] = await mailrule.send({ ...inherited, idempotencyKey: 'inherited' });
    expect(held).toMatchObject({ state: 'held' });
  });

  test('a host may stop twice', async () => {
    await mailrule.stop();
    await expect(mailrule.stop()).resolves.toBeUndefined();
  });
});
