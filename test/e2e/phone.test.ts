import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

const example = (name: string) => JSON.parse(readFileSync(`rules/examples/${name}.json`, 'utf8'));
const PHONE = { viewport: { width: 412, height: 823 }, isMobile: true, hasTouch: true };

describe('a rule on a phone', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('phone');
  let app: WebApp;
  let address: string;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
    const form = (await app.call('POST', '/forms', example('payslip.form'))).id;
    const params = { to: [{ field: 'employee.email' }], subject: 'Payslip', html: '<p>Hello</p>' };
    const rule = {
      name: 'Payslip',
      trigger: { kind: 'form', form, event: 'submit' },
      conditions: {},
      actions: [{ action: 'send-email', params }],
      enabled: false,
    };
    address = `/rules/${(await app.call('POST', '/rules', rule)).id}`;
  });
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  test('the editors and the preview are made when they come near, and work', async () => {
    const page = await browser.open(PHONE);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await app.signIn(page, address);
    const body = page.getByRole('textbox', { name: 'Body' });
    await expect(body).toHaveText('Hello');
    await expectAccessible(page);
    await expect(body).toHaveAttribute('aria-readonly', 'true');
    expect(asked.filter((url) => url.includes('/rules/preview'))).toEqual([]);

    await body.scrollIntoViewIfNeeded();
    await expect(body).toHaveAttribute('contenteditable', 'true');
    await body.tap();
    await page.keyboard.press('End');
    await page.keyboard.type(' there');
    await page.getByRole('heading', { name: 'Preview' }).scrollIntoViewIfNeeded();
    await expect(page.frameLocator('iframe:not([data-hidden])').getByText('Hello there')).toBeVisible();
    await page.assertClean();
  });

  test('who comes by keys is in the editor, with the cursor', async () => {
    const page = await browser.open(PHONE);
    await app.signIn(page, address);
    const body = page.getByRole('textbox', { name: 'Body' });
    await expect(body).toHaveText('Hello');
    await body.evaluate((element) => (element as HTMLElement).focus({ preventScroll: true }));
    await expect(body).toHaveAttribute('contenteditable', 'true');
    await expect(body).toBeFocused();
    await page.keyboard.type('Oh! ');
    await expect(body).toHaveText('Oh! Hello');
    await page.assertClean();
  });
});
