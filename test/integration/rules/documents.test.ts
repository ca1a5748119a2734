import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPdf, type Pdf } from '../../../src/runs/intake/pdf/open-pdf.ts';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { sharedServers } from '../../support/servers.ts';
import { forEachDatabase } from '../../support/test-database.ts';

const layout = {
  title: 'Payslip {{number}}',
  blocks: [
    { kind: 'heading', text: 'Payslip of {{name}}' },
    { kind: 'facts', lines: [{ label: 'Net', value: '{{number net decimals=2}}', when: 'net' }] },
    {
      kind: 'table',
      columns: [{ title: 'What' }, { title: 'Sum', align: 'right' }],
      rows: [{ cells: ['Pay', '{{net}}'] }],
    },
  ],
};
const document = { layout, name: 'Payslip-{{number}}' };
const facts = { number: 'P-7', name: 'Ada Žáková', net: 1234.5, email: 'ada@acme.test' };

forEachDatabase((database) => {
  let app: HttpApp;
  let pdf: Pdf;
  let count = 0;
  beforeAll(async () => {
    app = await openHttpApp(database.url());
    pdf = openPdf({ threads: 1 });
  });
  afterAll(async () => {
    await pdf.close();
    await app.close();
  });

  const ruleWith = (attachments: object[], more: object = {}) => {
    const name = `rule-${++count}`;
    const params = { to: [{ field: 'email' }], subject: name, text: 'Hello', attachments, ...more };
    return { name, trigger: { kind: 'workflow', event: name }, actions: [{ action: 'send-email', params }] };
  };
  const preview = (attachments: object[], of: object = facts) =>
    app.call('POST', '/rules/preview', { rule: ruleWith(attachments), facts: of });
  const read = async (path: string) => {
    const response = await fetch(`${app.url}/api/${path}`, { headers: app.authorization() });
    return { response, text: (await pdf.inspectPdf(new Uint8Array(await response.arrayBuffer()))).text };
  };

  test('A1.63 A1.64 a document is drawn from the facts; the preview offers it as a download to who previewed it', async () => {
    const { mails } = await preview([{ document }]);
    const [file] = mails[0].attachments;
    expect(file).toMatchObject({ filename: 'Payslip-P-7.pdf', contentType: 'application/pdf' });
    const { response, text } = await read(file.download);
    expect(response.headers.get('content-disposition')).toContain('attachment');
    expect(text).toMatch(/Payslip of Ada Žáková.*1,234\.50/);
    const other = await app.as(`designer-${++count}`, ['designer']);
    expect(await other.request('GET', `/${file.download}`)).toMatchObject({ status: 404 });
  });

  test('A1.63 PDFs are merged in their order, uploaded, given and drawn ones alike', async () => {
    const { mails } = await preview([{ document }]);
    const drawn = await fetch(`${app.url}/api/${mails[0].attachments[0].download}`, { headers: app.authorization() });
    const base64 = Buffer.from(await drawn.arrayBuffer()).toString('base64');
    const second = { layout: { title: 'x', blocks: [{ kind: 'text', text: 'Terms for {{name}}' }] }, name: 'terms' };
    const merged = [{ name: 'first.pdf', base64 }, { document: second }, { field: 'contract' }];
    const given = { ...facts, contract: { name: 'contract.pdf', base64 } };
    const answer = await preview([{ merge: merged, name: '{{number}}-all' }], given);
    const [file] = answer.mails[0].attachments;
    expect(file.filename).toBe('P-7-all.pdf');
    const bytes = await fetch(`${app.url}/api/${file.download}`, { headers: app.authorization() });
    const found = await pdf.inspectPdf(new Uint8Array(await bytes.arrayBuffer()));
    expect(found.pages).toBe(3);
    expect(found.text).toMatch(/Payslip of .*Terms for Ada.*Payslip of/);
  });

  test('what cannot be merged or drawn is refused and named: no PDF, a cut-off one, an encrypted one, missing values', async () => {
    const { mails } = await preview([{ document }]);
    const drawn = await fetch(`${app.url}/api/${mails[0].attachments[0].download}`, { headers: app.authorization() });
    const bytes = new Uint8Array(await drawn.arrayBuffer());
    const protectedBytes = await pdf.encryptPdf(bytes, 'secret');
    const merge = async (content: Uint8Array | string) => {
      const part = { name: 'bad.pdf', base64: Buffer.from(content).toString('base64') };
      return (await preview([{ merge: [{ document }, part], name: 'all' }])).warnings.map(
        ({ message }: { message: string }) => message,
      );
    };
    expect(await merge('<html>')).toEqual([expect.stringContaining('"bad.pdf": The file is not a PDF')]);
    expect(await merge(bytes.subarray(0, bytes.length - 40))).toEqual([expect.stringContaining('"bad.pdf": The end')]);
    expect(await merge(protectedBytes)).toEqual([expect.stringContaining('"bad.pdf": The PDF asks for a password')]);
    const lacking = await preview([{ document }], { number: 'P-7', email: 'ada@acme.test' });
    expect(lacking.mails[0].held).toMatchObject({
      reason: 'missing_value',
      detail: expect.stringContaining('Missing or empty for the document: name'),
    });
    const { findings } = await app.call(
      'POST',
      '/rules/check',
      ruleWith([
        {
          document: {
            name: '{{',
            layout: {
              title: 't',
              blocks: [{ kind: 'table', columns: [{ title: 'a' }], rows: [{ cells: ['1', '2'] }] }],
            },
          },
        },
      ]),
    );
    expect(findings.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining([
        '/actions/0/params/attachments/0/document/name',
        '/actions/0/params/attachments/0/document/layout/blocks/0/rows/0/cells',
      ]),
    );
  });

  test('A1.64 the e-mail carries the drawn document', async () => {
    const { mail } = sharedServers();
    const settings = { ...emailSettings(mail.account()), sentCopy: 'never' };
    const { id } = await app.call('POST', '/connectors', { type: 'email', displayName: `Box ${++count}`, settings });
    await app.call('POST', `/connectors/${id}/test`, {});
    const rule = ruleWith([{ document }], { connector: id });
    await app.call('POST', '/rules', rule);
    const { user: email } = mail.account();
    const { eventId } = await app.call('POST', '/events', { type: rule.name, facts: { ...facts, email } });
    const [sent] = await app.mailsOf(eventId, 'accepted');
    const shown = await app.call('GET', `/outbox/${sent.id}/message`);
    expect(JSON.stringify(shown)).toContain('Payslip-P-7.pdf');
  });

  test('A1.50 the document of an earlier rule is the attachment of a later one, and the instance keeps it', async () => {
    const properties = {
      name: { type: 'string' },
      number: { type: 'string' },
      net: { type: 'number' },
      slip: { type: 'object' },
    };
    const name = `Form ${++count}`;
    const form = await app.call('POST', '/forms', { name, schema: { type: 'object', properties } });
    const rule = (title: string, attachments: object[]) => ({
      ...{ name: title, trigger: { kind: 'form', form: form.id, event: 'submit' } },
      actions: [{ action: 'send-email', params: { to: ['a@b.test'], subject: title, text: 'x', attachments } }],
    });
    const refused = await app.request('POST', '/rules', rule('wrong', [{ document, storeIn: 'gone' }]));
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ path: '/actions/0/params/attachments/0/storeIn' }] },
    });
    const noFile = await app.request('POST', '/rules', rule('no file', [{ document, storeIn: 'net' }]));
    expect(noFile).toMatchObject({
      status: 422,
      body: { errors: [{ message: expect.stringContaining('Choose a file field') }] },
    });
    const settings = { ...emailSettings(sharedServers().mail.account()), sentCopy: 'never' };
    const { id } = await app.call('POST', '/connectors', { type: 'email', displayName: `Box ${++count}`, settings });
    await app.call('POST', `/connectors/${id}/test`, {});
    await app.call('PUT', '/settings/default-mailbox', { connectorId: id });
    await app.call('POST', '/rules', rule(`Make ${count}`, [{ document, storeIn: 'slip' }]));
    await app.call('POST', '/rules', rule(`Attach ${count}`, [{ field: 'slip', name: 'again.pdf' }]));
    const { email: _, ...values } = facts;
    const made = await app.call('POST', `/forms/${form.id}/instances`, { facts: values });
    const mails = await app.mailsOf(made.eventId, 'accepted', 'failed', 'queued', 'sending', 'dot_pending');
    const shown = await Promise.all(mails.map(({ id }: { id: string }) => app.call('GET', `/outbox/${id}/message`)));
    expect(JSON.stringify(shown)).toContain('Payslip-P-7.pdf');
    expect(JSON.stringify(shown)).toContain('again.pdf');
    const { items } = await app.call('GET', `/forms/${form.id}/instances`);
    const kept = await app.call('GET', `/forms/${form.id}/instances/${items[0].id}`);
    expect(kept.values.slip).toMatchObject({ file: expect.any(String), name: 'Payslip-P-7.pdf' });
    const { response, text } = await read(`files/${kept.values.slip.file}`);
    expect([response.status, text.includes('Payslip of Ada')]).toEqual([200, true]);
    await app.call('PUT', '/settings/default-mailbox', { connectorId: null });
  });
});
