import { createServer, type Server } from 'node:http';
import express from 'express';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMailrule, type Mailrule } from '../../src/index.ts';
import { createLogger } from '../../src/logger.ts';
import { newSecretKey } from '../../src/secrets/secret-box.ts';
import { emailDefinition } from '../support/connector-rig.ts';
import { freePort } from '../support/free-port.ts';
import { parsed } from '../support/link-rig.ts';
import { sharedServers } from '../support/servers.ts';
import { forEachDatabase } from '../support/test-database.ts';

const PDF = Buffer.from('%PDF-1.7 a payslip');

/** mailrule inside a host, below a path of the host, once with a public address and once without. */
forEachDatabase((database) => {
  const { mail } = sharedServers();
  let mailrule: Mailrule;
  let unknown: Mailrule;
  let server: Server;
  let host: DataSource;
  let connector: string;
  let publicUrl: string;
  beforeAll(async () => {
    const port = await freePort();
    publicUrl = `http://127.0.0.1:${port}/hr/mailrule`;
    const options = {
      log: createLogger({ level: 'silent' }),
      secretKey: newSecretKey(),
      authenticate: () => undefined,
    };
    mailrule = await createMailrule({ ...options, database: database.url(), publicUrl });
    unknown = await createMailrule({ ...options, database: await database.create() });
    const body = emailDefinition(mail.account());
    connector = (await mailrule.call<{ id: string }>({ method: 'POST', path: '/connectors', body })).id;
    await mailrule.call({ method: 'POST', path: `/connectors/${connector}/test`, body: {} });
    await mailrule.start();
    host = await new DataSource(
      database.kind === 'sqlite'
        ? { type: 'better-sqlite3', database: database.url().slice('sqlite:'.length) }
        : { type: 'postgres', url: database.url() },
    ).initialize();
    const website = express();
    website.use('/hr/mailrule', mailrule.router);
    server = createServer(website);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await host.destroy();
    await mailrule.stop();
    await unknown.stop();
  });

  const directMail = (to: string, link: string) => ({
    params: {
      to: [to],
      subject: 'S',
      text: 'Hello',
      attachments: [{ name: 'a.pdf', base64: PDF.toString('base64'), link }],
    },
    idempotencyKey: to,
  });

  test('beyond 19 in a host below a path the address in the mail works as it is, without the host knowing anybody', async () => {
    const to = mail.account().user;
    const one = directMail(to, 'always');
    await mailrule.send({ ...one, params: { ...one.params, connector } });
    const [received] = await mail.waitForMail(to);
    const { text = '' } = await parsed(received?.raw ?? Buffer.alloc(0));
    const url = /http\S+/.exec(text)?.[0] ?? '';
    expect(url).toMatch(new RegExp(`^${publicUrl}/api/links/[0-9a-f]{64}$`));
    const page = await (await fetch(url)).text();
    expect(page).toContain('a.pdf');
    // Without an action a form goes to the address of its own page.
    expect(page).toContain('<form method="post"><button');
    const file = await fetch(url, { method: 'POST', headers: { origin: publicUrl.replace('/hr/mailrule', '') } });
    expect(Buffer.from(await file.arrayBuffer()).equals(PDF)).toBe(true);
  });

  test('beyond 19 asking twice with one idempotency key makes one mail and one link', async () => {
    const to = mail.account().user;
    const one = directMail(to, 'always');
    const again = { ...one, params: { ...one.params, connector } };
    const [first] = await mailrule.send(again);
    const [second] = await mailrule.send(again);
    expect(second).toMatchObject({ id: first?.id, created: false });
    const { links } = await mailrule.call<{ links: object[] }>({ method: 'GET', path: `/outbox/${first?.id}` });
    expect(links).toHaveLength(1);
  });

  test('beyond 19 without a public address a rule that may need a link is not saved, and no mail is made with one', async () => {
    const rule = {
      name: 'R',
      trigger: { kind: 'workflow', event: 'e' },
      actions: [{ action: 'send-email', params: directMail('eva@example.test', 'above_limit').params }],
    };
    const sentence = expect.stringContaining('MAILRULE_PUBLIC_URL');
    const path = '/actions/0/params/attachments/0/link';
    const { findings } = await unknown.call<{ findings: object[] }>({
      method: 'POST',
      path: '/rules/check',
      body: rule,
    });
    expect(findings).toContainEqual({ level: 'error', path, message: sentence });
    const saved = unknown.call({ method: 'POST', path: '/rules', body: rule });
    await expect(saved).rejects.toMatchObject({ details: { fields: [{ path, message: sentence }] } });
    const body = emailDefinition(mail.account());
    const { id } = await unknown.call<{ id: string }>({ method: 'POST', path: '/connectors', body });
    await unknown.call({ method: 'POST', path: `/connectors/${id}/test`, body: {} });
    const one = directMail('eva@example.test', 'always');
    const sent = unknown.send({ ...one, params: { ...one.params, connector: id } });
    await expect(sent).rejects.toMatchObject({ code: 'ATTACHMENT', message: sentence });
  });

  test('beyond 19 a link is made in the transaction of the host: rolled back it never was, committed it works', async () => {
    const to = mail.account().user;
    const large = Buffer.alloc(2_000_000, '%PDF-1.7 ');
    const attachments = [{ name: 'a.pdf', base64: large.toString('base64'), link: 'always' }];
    const { params, ...one } = directMail(to, 'always');
    const withLink = { ...one, params: { ...params, connector, attachments } };
    const rows = async () => {
      const [counted] = await host.query(
        'SELECT (SELECT COUNT(*) FROM mail_link) AS links, (SELECT COUNT(*) FROM content) AS pieces',
      );
      return { links: Number(counted.links), pieces: Number(counted.pieces) };
    };
    const before = await rows();
    const rolledBack = host.transaction(async (manager) => {
      await mailrule.enqueue(manager, withLink);
      throw new Error('the host changed its mind');
    });
    await expect(rolledBack).rejects.toThrow('changed its mind');
    expect(await rows()).toEqual(before);
    await host.transaction(async (manager) => void (await mailrule.enqueue(manager, withLink)));
    const [received] = await mail.waitForMail(to, { withinMs: 20_000 });
    const url = /http\S+/.exec((await parsed(received?.raw ?? Buffer.alloc(0))).text ?? '')?.[0] ?? '';
    expect(Buffer.from(await (await fetch(url, { method: 'POST' })).arrayBuffer()).equals(large)).toBe(true);
  });
});
