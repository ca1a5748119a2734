import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { readBody } from '../../web/src/editor/read-body.ts';
import { writeBody } from '../../web/src/editor/write-body.ts';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser, type WatchedPage } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const example = (name: string) => JSON.parse(readFileSync(`rules/examples/${name}.json`, 'utf8'));
const HOSTILE = [
  '<script>window.hacked = 1</script>',
  '<p><img src="x" onerror="window.hacked = 2">Hello</p>',
  '<style>body { display: none }</style>',
  '<iframe src="javascript:parent.hacked = 3"></iframe>',
  '<!-- kept -->',
  '<svg onload="window.hacked = 4"></svg>',
].join('\n');

describe('the editor of an email', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('editor');
  let app: WebApp;
  let form: string;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
    form = (await app.call('POST', '/forms', example('payslip.form'))).id;
  });
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  const open = async (
    params: object,
    viewport = { width: 1280, height: 1400 },
  ): Promise<WatchedPage & { rule: string }> => {
    const rule = {
      name: 'Payslip',
      trigger: { kind: 'form', form, event: 'submit' },
      conditions: {},
      actions: [
        {
          action: 'send-email',
          params: { to: [{ field: 'employee.email' }], subject: 'Payslip', html: '<p>Hello</p>', ...params },
        },
      ],
      enabled: false,
    };
    const { id } = await app.call('POST', '/rules', rule);
    const page = await browser.open({ viewport });
    await app.signIn(page, `/rules/${id}`);
    await expect(subjectOf(page)).toBeVisible();
    return Object.assign(page, { rule: id });
  };
  const saved = async (page: Page & { rule: string }) => {
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    return (await app.call('GET', `/rules/${page.rule}`)).actions[0].params;
  };

  test('{ opens the fields, the keyboard chooses one, and the template has it', async () => {
    const page = await open({ subject: 'Payslip', html: '<p>Dear colleague</p>' });
    const subject = subjectOf(page);
    await subject.click();
    await page.keyboard.press('End');
    await page.keyboard.type(' <of> & {employee');
    const list = page.getByRole('combobox', { name: 'Subject' });
    await expect(list).toHaveAttribute('aria-expanded', 'true');
    const options = page.getByRole('listbox', { name: 'Fields' }).getByRole('option');
    await expect(options.first()).toHaveAttribute('aria-selected', 'true');
    await expectAccessible(page);
    const second = await options.nth(1).locator('div, p').first().textContent();
    await page.keyboard.press('ArrowDown');
    await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(chips(subject)).toHaveText([second ?? '']);
    await page.keyboard.type('! {zzz');
    await expect(page.getByText('No field has that name')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('No field has that name')).toHaveCount(0);
    await page.keyboard.press('Tab');
    await expect(subject).not.toBeFocused();
    const { subject: stored, html } = await saved(page);
    expect(stored).toMatch(/^Payslip <of> & \{\{employee\.\w+\}\}! \{zzz$/);
    expect(html).toBe('<p>Dear colleague</p>');
    await page.assertClean();
  });

  test('chips survive clicks beside them and on them: 12 tries, none is lost', async () => {
    const page = await open({ html: '<p>Dear {{employee.name}}, net {{currency net "EUR"}} and</p>' });
    const body = bodyOf(page);
    await body.getByText('and').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' {{gone}}');
    await expect(body.getByText('Field removed: gone')).toBeVisible();
    const placed = chips(body);
    page.expectConsole(/422 .*\/api\/rules\/preview/);
    await expect(placed).toHaveCount(3);
    // What the server finds is drawn around the editor: the clicks need a page that stands still.
    await expect(page.getByText('The form has no field "gone"').first()).toBeVisible();
    for (let round = 0; round < 12; round++) {
      const box = await placed.nth(round % 3).boundingBox();
      if (box === null) throw new Error('The chip is not on the screen.');
      const [before, on, after] = [box.x - 1, box.x + (box.width * (round % 5)) / 5 + 1, box.x + box.width + 1];
      await page.mouse.click([before, on, after][round % 4 === 3 ? 1 : round % 3] ?? on, box.y + box.height / 2);
      await page.keyboard.type('x');
      await expect.poll(async () => (await body.textContent())?.match(/x/g)?.length).toBe(round + 1);
      await expect(placed).toHaveCount(3);
    }
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Code view' }).click();
    const html = (await page.locator('.cm-content').textContent()) ?? '';
    for (const token of ['{{employee.name}}', '{{currency net "EUR"}}', '{{gone}}']) expect(html).toContain(token);
    expect(html.match(/x/g)).toHaveLength(12);
    await page.assertClean();
  });

  test('Tab leaves, Alt+F10 goes to the toolbar, and what it does stands in the template', async () => {
    const page = await open({ html: '<ul>\n<li>one</li>\n</ul>' });
    const body = bodyOf(page);
    await body.getByText('one').click();
    await page.keyboard.press('Tab');
    await expect(body).not.toBeFocused();
    await body.getByText('one').dblclick();
    await page.keyboard.press('Alt+F10');
    await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('button', { name: 'Bold' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(body.locator('strong')).toHaveText('one');
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    await page.getByLabel('Address').fill('javascript:alert(1)');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Write an address that begins with')).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Address').fill('www.example.com/{{month}}');
    await page.keyboard.press('Enter');
    await expect(body).toBeFocused();
    const { html } = await saved(page);
    expect(html).toBe('<ul>\n<li><a href="https://www.example.com/{{month}}"><strong>one</strong></a></li>\n</ul>');
    await page.assertClean();
  });

  test('Code view and back: the same template, and why it stays in Code view', async () => {
    const { html } = example('payslip.rule').actions[0].params;
    const page = await open({ html });
    await expect(chips(bodyOf(page))).toHaveCount(4);
    // The preview is asked for while a token is half written, too.
    page.expectConsole(/422 .*\/api\/rules\/preview/);
    const toggle = page.getByRole('button', { name: 'Code view' });
    await toggle.click();
    const code = page.locator('.cm-content');
    await expect(code).toBeFocused();
    await expect(code).toContainText('{{date month format="month" locale=(default employee.locale "en")}}');
    await expectAccessible(page);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('<tfoot>');
    await toggle.click();
    await expect(page.getByText('the visual editor has no <tfoot>')).toBeVisible();
    await expect(code).toBeVisible();
    await expectAccessible(page);
    for (const _ of '<tfoot>') await page.keyboard.press('Backspace');
    await code.click();
    await page.keyboard.press('Control+End');
    for (const _ of '<tfoot>') await page.keyboard.press('Backspace');
    await page.keyboard.type('\n<p>{{empl');
    await expect(page.getByRole('option', { name: /employee\.name/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.type('oyee.name}}</p>');
    await toggle.click();
    await expect(chips(bodyOf(page))).toHaveCount(5);
    expect((await saved(page)).html).toBe(`${html}\n<p>{{employee.name}}</p>`);
    await page.assertClean();
  });

  test('all of it is replaced by typing, and deleted, without a style that the policy forbids', async () => {
    const page = await open({ html: '<p class="a">Hello <b>you</b> {{employee.name}}</p>' });
    const code = page.locator('.cm-content');
    await expect(code).toBeVisible();
    await code.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('x <i>y</i>');
    await expect(code).toHaveText('x <i>y</i>');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('<p>z</p>');
    await expect(code).toHaveText('<p>z</p>');
    await page.keyboard.press('Control+z');
    expect((await saved(page)).html).not.toContain('<p>z</p>');
    await page.assertClean();
  });

  test('text is pasted from a word processor with its structure, without its styles', async () => {
    const page = await open({ html: '<p>Hi</p>' });
    const body = page.getByRole('textbox', { name: 'Body' });
    await body.click();
    await body.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData(
        'text/html',
        `<html><head><style>p { color: red }</style></head><body lang=EN-GB style='tab-interval:36pt'><!--StartFragment-->
<p class=MsoNormal style='margin:0'><b><span style='color:#C00000;mso-x:"a > b"'>Dear</span></b> all<o:p></o:p></p>
<ul style="list-style: none"><li style=margin:0 onclick="alert(1)">One</li></ul><script>alert(1)</script>
<p><a href="https://example.com/" style="color:blue">Link</a><img src=x onerror="alert(1)"></p><!--EndFragment--></body></html>`,
      );
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect(body).toContainText('Link');
    expect((await saved(page)).html.replaceAll('\n', '')).toContain(
      '<strong>Dear</strong> all</p><ul><li>One</li></ul><p><a href="https://example.com/">Link</a></p>',
    );
    await page.assertClean();
  });

  test('a hostile body opens in Code view, runs nothing and stays as it is', async () => {
    const page = await open({ html: HOSTILE });
    // The preview beside the editor is a document without scripts; the browser tells what it blocked there.
    page.expectConsole(/\/api\/previews\/|directive 'default-src 'none''/);
    await expect(page.locator('.cm-content')).toContainText('<script>window.hacked = 1</script>');
    await expect(page.getByText('This body can be edited in Code view only')).toBeVisible();
    await subjectOf(page).click();
    await page.keyboard.type('1');
    await expectAccessible(page);
    expect((await saved(page)).html).toBe(HOSTILE);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await page.assertClean();
  });

  test('what the reader takes for the same HTML is the same for a browser', async () => {
    const page = await browser.open();
    await page.goto(`${app.url}/login`);
    const piece = fc.constantFrom(
      'a',
      ' b ',
      '&amp;',
      '&nbsp;',
      '&lt;',
      '<br>',
      '<b>c</b>',
      '<i> d</i>',
      '<b>e<i>f</i></b>',
      '\n  g',
      '<a href="https://a.test/?x=1&amp;y">h</a>',
      'ü',
    );
    const inline = fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
    const block = fc.oneof(
      inline.map((html) => `<p>${html}</p>`),
      inline.map((html) => `<h2>${html}</h2>`),
      inline,
      fc.tuple(inline, inline).map(([a, b]) => `<ul><li>${a}</li> <li><p>${b}</p></li></ul>`),
      inline.map((html) => `<blockquote>${html}</blockquote>`),
    );
    const bodies = fc.sample(
      fc.array(block, { maxLength: 4 }).map((blocks) => blocks.join('\n')),
      { numRuns: 400, seed: 7 },
    );
    const pairs = bodies.flatMap((html) => {
      const read = readBody(html);
      return 'doc' in read ? [[html, writeBody(read.doc)] as const] : [];
    });
    expect(pairs.length).toBeGreaterThan(150);
    const different = await page.evaluate((all) => {
      const BLOCKS = 'P H2 UL LI BLOCKQUOTE';
      /** Blocks in their order, letters with the marks over them, blanks as a browser shows them. */
      const shape = (html: string) => {
        const found: string[] = [];
        let isAfterBlank = true;
        const endLine = () => {
          while (found.at(-1)?.endsWith('| ')) found.pop();
          isAfterBlank = true;
        };
        const walk = (node: Node, marks: string) => {
          if (node instanceof Text) {
            for (const sign of node.data) {
              const isBlank = /[ \n\t]/.test(sign);
              if (!isBlank || !isAfterBlank) found.push(`${marks}| ${isBlank ? '' : sign}`.replace(/\| (?=.)/, '|'));
              isAfterBlank = isBlank;
            }
            return;
          }
          if (!(node instanceof Element)) return;
          const isBlock = BLOCKS.split(' ').includes(node.tagName);
          if (isBlock || node.tagName === 'BR') endLine();
          if (isBlock || node.tagName === 'BR') found.push(node.tagName);
          const own =
            { B: 'b', STRONG: 'b', I: 'i', EM: 'i', A: `a(${node.getAttribute('href')})` }[node.tagName] ?? '';
          const inside = [...new Set([...marks.split(' '), own])].filter(Boolean).sort().join(' ');
          for (const child of node.childNodes) walk(child, inside);
          if (isBlock) {
            endLine();
            found.push(`/${node.tagName}`);
          }
        };
        const { body } = new DOMParser().parseFromString(html, 'text/html');
        for (const child of body.childNodes) walk(child, '');
        endLine();
        return found.join('\n');
      };
      return all.filter(([before, after]) => shape(before) !== shape(after));
    }, pairs);
    expect(different).toEqual([]);
  });

  test('recipients: typed, pasted, chosen, refused, edited and removed by the keyboard', async () => {
    const page = await open(
      { to: [{ name: '{{employee.name}}', address: '{{employee.email}}' }] },
      { width: 320, height: 1400 },
    );
    const to = page.getByRole('combobox', { name: 'To', exact: true });
    await to.click();
    await page.keyboard.type('Asha Rao <asha@example.com>,');
    await page.keyboard.type('nobody;');
    await expect(page.getByText('"nobody" is not an e-mail address')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('button', { name: 'Edit nobody' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(to).toHaveValue('nobody');
    await page.keyboard.type('@example.com');
    await page.keyboard.press('Enter');
    await expect(page.getByText('"nobody" is not an e-mail address')).toHaveCount(0);
    await page.keyboard.type('ASHA@example.com');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Already in this list: ASHA@example.com')).toBeVisible();
    await page.keyboard.type('{{employee.email}}x');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Tab');
    await expect(page.getByText(/Already in this list: .*mail$/i)).toBeVisible();
    await to.click();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Delete');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect((await saved(page)).to).toEqual([
      { name: '{{employee.name}}', address: '{{employee.email}}' },
      { name: 'Asha Rao', address: 'asha@example.com' },
    ]);
    await page.assertClean();
  });

  test('attachments: a file is uploaded, named, moved; what is refused says why', async () => {
    const page = await open({ attachments: [{ field: 'payslip', name: 'payslip-{{month}}.pdf' }] });
    await expect(page.getByText('At most 30 MB each.')).toBeVisible();
    const attach = async (...files: { name: string; mimeType: string; buffer: Buffer }[]) => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Attach a file' }).click(),
      ]);
      await chooser.setFiles(files);
    };
    await attach(
      { name: 'Policy.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 policy') },
      { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    );
    await expect(page.getByText('The file is empty.')).toBeVisible();
    await expect(page.getByText('15 bytes')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Dismiss empty.txt' }).click();
    await page.getByRole('button', { name: 'Move Policy.pdf up' }).click();
    await expect(page.getByRole('button', { name: 'Move Policy.pdf up' })).toBeFocused();
    page.expectConsole(/ERR_FAILED|Failed to load resource/);
    await page.route('**/api/files?*', (route) => route.abort());
    await attach({ name: 'later.txt', mimeType: 'text/plain', buffer: Buffer.from('later') });
    await expect(page.getByText('Check your connection, then try again.')).toBeVisible();
    await page.unroute('**/api/files?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('later.txt attached')).toBeVisible();
    const { attachments } = await saved(page);
    expect(attachments).toEqual([
      { file: expect.any(String), name: 'Policy.pdf' },
      { field: 'payslip', name: 'payslip-{{month}}.pdf' },
      { file: expect.any(String), name: 'later.txt' },
    ]);
    await page.assertClean();
  });
});

function subjectOf(page: Page): Locator {
  return page.getByLabel(/^Subject( \*)?$/);
}

function bodyOf(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Body' });
}

function chips(editor: Locator): Locator {
  return editor.locator('.field-chip');
}
