import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { makePdf } from '../support/pdf-samples.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

const FORM = {
  name: 'Trip',
  schema: {
    type: 'object',
    properties: {
      traveller: { type: 'string', title: 'Traveller' },
      email: { type: 'string', title: 'Employee email' },
      note: { type: 'string', title: 'Note' },
      confirmation: { type: 'object', title: 'Confirmation', properties: { file: { type: 'string' } } },
    },
  },
};
const FACTS = { traveller: 'Asha Rao', email: 'bob@receiver.test' };

describe('PDFs that are made for each email', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  let form: string;
  beforeAll(async () => {
    world = await openRuleWorld();
    form = (await world.app.call('POST', '/forms', FORM)).id;
  });
  afterAll(() => world.close());

  const open = async (name: string, params: object = {}) => {
    const id = await world.addRule(
      name,
      { html: 'x', ...params },
      { trigger: { kind: 'form', form, event: 'submit' } },
    );
    const page = await browser.open({ viewport: { width: 1280, height: 900 } });
    await world.app.signIn(page, `/rules/${id}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    return { id, page };
  };
  const saved = async (page: Page, id: string) => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Details saved successfully').first()).toBeVisible();
    return (await world.app.call('GET', `/rules/${id}`)).actions[0].params.attachments;
  };
  const choose = async (page: Page, list: string, option: string | RegExp) => {
    await page.getByRole('combobox', { name: list }).click();
    await page.getByRole('option', { name: option }).first().click();
  };

  test('A1.63 a PDF begins with the fields of the form, is changed part by part, is seen in the preview and arrives', async () => {
    const guest = world.mail.account().user;
    const { id, page } = await open('Confirmation', { to: [guest] });
    await page.getByRole('button', { name: 'Create a PDF' }).click();
    const facts = page.getByRole('group', { name: 'Facts, part 2' });
    await expect(facts.getByRole('textbox', { name: 'Label of line 1' })).toHaveText('Traveller');
    await expect(page.getByRole('combobox', { name: 'Only when filled in: Line 3' })).toHaveValue(/^Note/);
    const name = page.getByRole('textbox', { name: 'File name' });
    await name.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Trip of {trav');
    await expect(page.getByRole('option', { name: /Traveller/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await facts.getByRole('button', { name: 'Remove Line 2' }).click();
    await facts.getByRole('button', { name: 'Move Facts, part 2 up' }).click();
    await page.getByRole('button', { name: 'Add table' }).click();
    const table = page.getByRole('group', { name: 'Table, part 3' });
    await table.getByRole('textbox', { name: 'Title of column 1' }).fill('Who');
    await table.getByRole('textbox', { name: 'Title of column 2' }).fill('What');
    await table.getByRole('textbox', { name: 'Who, Row 1' }).click();
    await page.keyboard.type('{trav');
    await page.getByRole('option', { name: /Traveller/ }).click();
    await table.getByRole('switch', { name: 'Total row' }).click();
    await table.getByRole('textbox', { name: 'What, total row' }).click();
    await page.keyboard.type('42');
    await choose(page, 'Keep it in the field', 'Confirmation');
    await expectAccessible(page);
    const preview = page.locator('.mail-card');
    // The record is made of example values.
    await expect(preview.getByText(/^Trip of .+\.pdf$/)).toBeVisible();
    await expect(preview.getByText(/^\d+(\.\d+)? kB$/)).toBeVisible();
    expect(await saved(page, id)).toEqual([
      {
        document: {
          name: 'Trip of {{traveller}}',
          layout: {
            title: 'Trip',
            blocks: [
              {
                kind: 'facts',
                lines: [
                  { label: 'Traveller', value: '{{traveller}}', when: 'traveller' },
                  { label: 'Note', value: '{{note}}', when: 'note' },
                ],
              },
              { kind: 'heading', text: 'Trip' },
              {
                kind: 'table',
                columns: [{ title: 'Who' }, { title: 'What' }],
                rows: [{ cells: ['{{traveller}}', ''] }],
                total: ['', '42'],
              },
            ],
          },
        },
        storeIn: 'confirmation',
      },
    ]);
    await world.app.call('POST', `/forms/${form}/instances`, { facts: { ...FACTS, email: guest } });
    const [mail] = await world.mail.waitForMail(guest);
    expect(mail?.raw.toString()).toContain('Trip of Asha Rao.pdf');
    await page.assertClean();
  });

  test('what the server says against a PDF stands at its input, which the summary leads to; nothing is open without need', async () => {
    const layout = {
      title: 'T',
      blocks: [
        { kind: 'heading', text: 'Hello {{traveller}}' },
        { kind: 'table', columns: [{ title: 'A' }, { title: 'B' }], rows: [{ cells: ['{{note}}', 'x'] }] },
      ],
    };
    const { page } = await open('Mistakes', { attachments: [{ document: { name: 'a.pdf', layout } }] });
    page.expectConsole(/422 .*rules\/preview/);
    const settings = page.getByRole('button', { name: /^What the PDF says: a\.pdf/ });
    await expect(settings).toHaveAttribute('aria-expanded', 'false');
    await settings.click();
    const cell = page.getByRole('textbox', { name: 'A, Row 1' });
    await cell.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('{{nobody}}');
    await expect(cell).toHaveAttribute('aria-invalid', 'true');
    const name = page.getByRole('textbox', { name: 'File name' });
    await name.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    // Of a rule that has not the form it should have, the server says that first.
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const summary = page.locator('[data-summary]');
    await expect(summary.getByRole('link')).toHaveCount(1);
    await expect(name).toHaveAttribute('aria-invalid', 'true');
    await summary.getByRole('link').click();
    await expect(name).toBeFocused();
    await page.keyboard.type('b.pdf');
    await expect(cell).toHaveAttribute('aria-invalid', 'true');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await summary.getByRole('link', { name: /nobody/ }).click();
    await expect(cell).toBeFocused();
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A1.63 PDFs are merged in an order that is chosen: an upload, a file of the record, one that is drawn', async () => {
    const guest = world.mail.account().user;
    const { id, page } = await open('Merged', { to: [guest] });
    // Until there is a first part.
    page.expectConsole(/422 .*rules\/preview/);
    await page.getByRole('button', { name: 'Merge PDFs' }).click();
    const part = page.getByRole('listitem').filter({ has: page.getByText('PDFs to be merged', { exact: true }) });
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      part.getByRole('button', { name: 'Attach a file' }).click(),
    ]);
    await chooser.setFiles({ name: 'terms.pdf', mimeType: 'application/pdf', buffer: await makePdf(['terms']) });
    await expect(part.getByText(/^Uploaded file\d/)).toBeVisible();
    await part.getByRole('button', { name: 'Create a PDF' }).click();
    await part.getByRole('button', { name: 'Move Trip.pdf, drawn for each email up' }).click();
    await expectAccessible(page);
    await expect(page.locator('.mail-card').getByText('Documents.pdf')).toBeVisible();
    const [merged] = await saved(page, id);
    expect(merged).toMatchObject({ name: 'Documents.pdf', merge: [{ document: { name: 'Trip.pdf' } }, {}] });
    expect(merged.merge[1]).toEqual({ file: expect.any(String) });
    await world.app.call('POST', `/forms/${form}/instances`, { facts: { ...FACTS, email: guest } });
    await world.mail.waitForMail(guest);
    await page.assertClean();
  });

  test('while a file is on its way into PDFs that are merged, no file changes its place: it lands where it belongs', async () => {
    const attachments = [1, 2].map((number) => ({ merge: [{ field: 'confirmation' }], name: `${number}.pdf` }));
    const { page } = await open('Held', { attachments });
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/api/files*', async (route) => {
      await held;
      await route.continue();
    });
    const [first, second] = [1, 2].map((number) =>
      page.getByRole('list', { name: 'Attached files' }).getByRole('button', { name: `Which files: ${number}.pdf` }),
    );
    await first?.click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.locator('li').getByRole('button', { name: 'Attach a file' }).click(),
    ]);
    await chooser.setFiles({ name: 'x.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
    await expect(page.getByRole('progressbar', { name: 'Uploading x.pdf' })).toBeVisible();
    const down = page.getByRole('button', { name: 'Move 1.pdf, merged from 1 files down' });
    // Said to be off, but not disabled: it keeps the focus.
    await down.click({ force: true });
    await page.getByRole('button', { name: 'Remove 2.pdf, merged from 1 files' }).click({ force: true });
    await first?.click({ force: true });
    await expect(first ?? down).toHaveAttribute('aria-expanded', 'true');
    await expect(second ?? down).toHaveAttribute('aria-expanded', 'false');
    letGo();
    await expect(page.getByText('1.pdf, merged from 2 files')).toBeVisible();
    await page.getByRole('button', { name: /^Move 1.pdf.* down$/ }).click();
    await expect(page.getByText(/1\.pdf.* is number 2 of 2 now/)).toBeVisible();
  });

  test('a file may go as a link, after days that are chosen; where links are not possible that is said there', async () => {
    const { page } = await open('As a link', { attachments: [{ name: 'a.txt', base64: 'YQ==' }] });
    page.expectConsole(/422 .*rules\/preview/);
    await page.getByRole('button', { name: 'Link instead of the file: a.txt' }).click();
    await choose(page, 'Send as', 'A link, always');
    await expect(page.getByRole('textbox', { name: 'Days until the link ends' })).toHaveValue('30');
    await expect(page.getByRole('combobox', { name: 'Send as' })).toHaveAttribute('aria-invalid', 'true');
    await page.assertClean();
  });

  test('on a phone nothing of a PDF is wider than the screen', async () => {
    const layout = {
      title: 'T',
      blocks: [
        { kind: 'facts', lines: [{ label: 'A'.repeat(80), value: '{{traveller}}', when: 'traveller' }] },
        {
          kind: 'table',
          columns: [{ title: 'A' }, { title: 'B' }, { title: 'C' }],
          rows: [{ cells: ['1', '2', '3'] }],
        },
      ],
    };
    const { id, page } = await open('Small', { attachments: [{ document: { name: 'a.pdf', layout } }] });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: /^What the PDF says/ }).click();
    await expect(page.getByRole('group', { name: 'Table, part 2' })).toBeVisible();
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBe(0);
    expect((await world.app.call('GET', `/rules/${id}`)).actions[0].params.attachments).toHaveLength(1);
  });
});
