import { afterAll, beforeAll, describe, test } from 'vitest';
import { CELL_STYLE, TABLE_STYLE } from '../../web/src/editor/table-look.ts';
import { expectAccessible, useBrowser, type WatchedPage } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openRuleWorld, type RuleWorld } from './rig/rule-world.ts';

describe('the look of a body', () => {
  const browser = useBrowser();
  let world: RuleWorld;
  beforeAll(async () => {
    world = await openRuleWorld();
  });
  afterAll(() => world.close());

  const open = async (html: string, viewport = { width: 1280, height: 1400 }) => {
    const rule = await world.addRule(`Look ${Math.random()}`, { html });
    const page = await browser.open({ viewport });
    await world.app.signIn(page, `/rules/${rule}`);
    await expect(page.getByRole('button', { name: 'Bold' })).toBeVisible();
    return Object.assign(page, { rule });
  };
  const body = (page: WatchedPage) => page.getByRole('textbox', { name: 'Body' });
  const choose = async (page: WatchedPage, tool: string, choice: string) => {
    await page.getByRole('button', { name: tool, exact: true }).click();
    await page.getByRole('menuitem', { name: choice, exact: true }).click();
    await expect(body(page)).toBeFocused();
  };
  const saved = async (page: WatchedPage & { rule: string }) => {
    // The notice of an earlier one may still be there.
    const stored = page.waitForResponse((one) => one.request().method() === 'PUT' && one.url().includes('/api/rules/'));
    await page.keyboard.press('Control+s');
    expect((await stored).status()).toBe(200);
    return (await world.app.call('GET', `/rules/${page.rule}`)).actions[0].params.html;
  };

  test('A1.43 colour, size and font of marked text stand in the template, and Remove style takes them away', async () => {
    const page = await open('<p>Dear colleague</p>');
    await body(page).click();
    await page.keyboard.press('Control+a');
    await choose(page, 'Text colour', 'Red');
    await choose(page, 'Font size', '18 px');
    await choose(page, 'Font', 'Georgia');
    const style = 'color: #c92a2a; font-size: 18px; font-family: Georgia, serif';
    await expect(body(page).locator('span[data-look]')).toHaveCSS('color', 'rgb(201, 42, 42)');
    expect(await saved(page)).toBe(`<p><span style="${style}">Dear colleague</span></p>`);
    await page.reload();
    await expect(body(page).locator('span[data-look]')).toHaveCSS('font-size', '18px');
    await expect(page.getByRole('button', { name: 'Bold' })).toBeVisible();
    await body(page).click();
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: 'Underline' }).click();
    await page.getByRole('button', { name: 'Remove style' }).click();
    expect(await saved(page)).toBe('<p>Dear colleague</p>');
    await expectAccessible(page);
    await page.assertClean();
  });

  test('A1.43 a table is made, grows, and is written with the styles that mail programs know', async () => {
    const page = await open('<p>Hours</p>');
    await body(page).click();
    await page.keyboard.press('End');
    await choose(page, 'Table', 'Insert a table');
    await body(page).locator('td').first().click();
    await page.keyboard.type('Day');
    await choose(page, 'Table', 'First row as headings');
    await body(page).locator('th').nth(2).click();
    await choose(page, 'Table', 'Delete the column');
    await body(page).locator('th').nth(1).click();
    await page.keyboard.type('Hours');
    await body(page).locator('td').first().click();
    await page.keyboard.type('Monday');
    await expectAccessible(page);
    await choose(page, 'Table', 'Add a row below');
    await choose(page, 'Table', 'Add a column on the right');
    await choose(page, 'Table', 'Delete the row');
    const html = await saved(page);
    expect(html).toContain(`<table style="${TABLE_STYLE}">`);
    expect(html).toContain(`<td style="${CELL_STYLE}">`);
    expect(html.match(/<tr>/g)).toHaveLength(3);
    expect(html.match(/<th/g)).toHaveLength(3);
    await choose(page, 'Table', 'Lines');
    expect(await saved(page)).not.toContain('style');
    await page.reload();
    await expect(body(page).locator('td').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Bold' })).toBeVisible();
    await body(page).locator('td').first().click();
    await choose(page, 'Table', 'Delete the table');
    expect(await saved(page)).toBe('<p>Hours</p>');
    await page.assertClean();
  });

  test('A1.43 a picture has an address and words; nothing is loaded here, and what is copied keeps its look', async () => {
    const page = await open('<p>See <span style="color: #1864ab">this</span> </p>', { width: 390, height: 900 });
    // The preview's frame loads nothing from elsewhere either.
    page.expectConsole(/img-src/);
    await body(page).click();
    await page.keyboard.press('Control+End');
    await page.getByRole('button', { name: 'Picture', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Picture' });
    await dialog.getByLabel('Address').fill('http://logo.test/a.png');
    await dialog.getByLabel('Width in pixels').fill('wide');
    await dialog.getByRole('button', { name: 'Set picture' }).click();
    await expect(dialog.getByText('Write an address that begins with https://, or insert a field.')).toBeVisible();
    await expect(dialog.getByText('Write a whole number from 1 to 9999, or nothing.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel('Address').fill('https://logo.test/a.png?b=1&c="');
    await dialog.getByLabel('In words').fill('Our "logo"');
    await dialog.getByLabel('Width in pixels').fill('120');
    await dialog.getByRole('button', { name: 'Set picture' }).click();
    await expect(body(page).getByText('Picture: Our "logo"')).toBeVisible();
    await expect(body(page)).toBeFocused();
    // The editor hears of another selection a moment after the keys: made by hand, its events could come sooner.
    const selected = () =>
      page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))));
    await page.keyboard.press('Control+a');
    await selected();
    // The clipboard of a browser without a screen is there at times only.
    const copied = await body(page).evaluate((element) => {
      const clipboardData = new DataTransfer();
      element.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
      return clipboardData.getData('text/html');
    });
    await page.keyboard.press('Control+End');
    await selected();
    await body(page).evaluate((element, html) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', html);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, copied);
    await expect(body(page).getByText('Picture: Our "logo"')).toHaveCount(2);
    const picture = '<img src="https://logo.test/a.png?b=1&amp;c=&quot;" alt="Our &quot;logo&quot;" width="120">';
    const html = await saved(page);
    expect(html.split(picture)).toHaveLength(3);
    expect(html.split('<span style="color: #1864ab">this</span>')).toHaveLength(3);
    await page.assertClean();
  });
});
