import { afterAll, beforeAll, describe, test } from 'vitest';
import { makeTempFolder, removeTempFolder } from '../support/temp-folder.ts';
import { expectAccessible, useBrowser, type WatchedPage } from './rig/browser.ts';
import { press } from './rig/connection-form.ts';
import { expect } from './rig/expect.ts';
import { openWebApp, type WebApp } from './rig/web-app.ts';

/** A type that the page has never heard of, with every part of the subset that forms are drawn from. */
const TYPE = {
  type: 'courier',
  title: 'Courier',
  description: 'Carries parcels.',
  icon: 'truck',
  settingsSchema: {
    type: 'object',
    required: ['server'],
    properties: {
      server: {
        type: 'object',
        title: 'Server',
        description: 'Where parcels go.',
        additionalProperties: false,
        required: ['host'],
        properties: {
          host: { type: 'string', title: 'Host', minLength: 3 },
          port: { $ref: '#/$defs/port', title: 'Port', default: 8443 },
          token: { type: 'string', title: 'Token', format: 'secret' },
          user: { type: 'string', title: 'User' },
          password: { type: 'string', title: 'Password', format: 'secret' },
        },
        dependentRequired: { user: ['password'] },
      },
      size: { enum: ['small', 'large'], title: 'Size' },
      speed: {
        type: 'string',
        title: 'Speed',
        oneOf: [
          { const: 'slow', title: 'In three days' },
          { const: 'fast', title: 'Tomorrow' },
        ],
      },
      insured: { type: 'boolean', title: 'Insured' },
      tags: { type: 'array', title: 'Tags', uniqueItems: true, items: { type: 'string' } },
      days: {
        type: 'array',
        title: 'Days',
        uniqueItems: true,
        items: {
          type: 'string',
          oneOf: [
            { const: 'mon', title: 'Monday' },
            { const: 'tue', title: 'Tuesday' },
          ],
        },
      },
      stops: {
        type: 'array',
        title: 'Stops',
        maxItems: 2,
        items: { type: 'object', properties: { street: { type: 'string', title: 'Street' } } },
      },
      note: { type: 'string', title: 'Note' },
      limit: { type: 'integer', title: 'Parcels a day', minimum: 1 },
    },
    if: { properties: { insured: { const: true } }, required: ['insured'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ['worth'], properties: { worth: { type: 'integer', title: 'Worth' } } },
    else: { properties: { reason: { type: 'string', title: 'Reason' } } },
    $defs: { port: { type: 'integer', minimum: 1, maximum: 65_535 } },
  },
  uiSchema: {
    server: { 'ui:options': { card: true, spans: { host: 8, port: 4 } } },
    insured: { 'ui:widget': 'switch' },
    tags: { 'ui:widget': 'tags' },
    note: { 'ui:widget': 'textarea' },
    limit: { 'ui:options': { advanced: true } },
  },
};

describe('a form of a type that the page does not know', () => {
  const browser = useBrowser();
  const folder = makeTempFolder('json-form');
  let app: WebApp;
  beforeAll(async () => {
    app = await openWebApp(`sqlite:${folder}/test.db`);
  });
  afterAll(async () => {
    await app.close();
    removeTempFolder(folder);
  });

  const open = async (): Promise<{ page: WatchedPage; sent: () => Record<string, unknown> }> => {
    const page = await browser.open();
    page.expectConsole(/422/);
    let body: Record<string, unknown> = {};
    await page.route('**/api/connector-types/courier', (route) => route.fulfill({ json: TYPE }));
    await page.route('**/api/connectors', (route) => {
      body = route.request().postDataJSON();
      const problem = { title: 'Refused', status: 422, detail: 'No.', code: 'VALIDATION', type: 'about:blank' };
      const errors = [{ path: '/settings/stops/0/street', message: 'Nobody lives there.' }];
      return route.fulfill({ status: 422, json: { ...problem, retryable: false, requestId: 'r', errors } });
    });
    await app.signIn(page, '/admin/data-sources/new/courier');
    await expect(page.getByRole('heading', { name: 'Courier connection details' })).toBeVisible();
    return { page, sent: () => body };
  };
  const field = (page: WatchedPage, name: string) => page.getByRole('textbox', { name, exact: true });

  test('every kind of field is drawn, filled in and sent, with the defaults of the schema', async () => {
    const { page, sent } = await open();
    await expectAccessible(page);
    await page.getByLabel('Display name').fill('Parcels');
    const server = page.getByRole('region', { name: 'Server' });
    await expect(server.getByLabel('Port')).toHaveValue('8443');
    await server.getByLabel('Host').fill('courier.example');
    await server.getByRole('textbox', { name: 'Token' }).fill('a secret');
    await page.getByRole('combobox', { name: 'Size' }).selectOption('large');
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('Tomorrow');
    await expect(field(page, 'Reason')).toBeVisible();
    await field(page, 'Reason').fill('too dear');
    await page.getByRole('switch', { name: 'Insured' }).check();
    await expect(field(page, 'Reason')).toBeHidden();
    await field(page, 'Worth').fill('250');
    await page.getByRole('combobox', { name: 'Tags' }).fill('fragile');
    await page.keyboard.press('Enter');
    await page.keyboard.type('heavy,');
    await page.getByRole('combobox', { name: 'Days' }).click();
    await page.getByRole('option', { name: 'Tuesday' }).click();
    await press(page, 'Add to Stops');
    await field(page, 'Street').fill('High Street');
    await field(page, 'Note').fill('Ring twice');
    await page.locator('summary', { hasText: 'Parcels a day' }).click();
    await field(page, 'Parcels a day').fill('12');
    await expectAccessible(page);
    await press(page, 'Save');
    await expect(page.getByRole('link', { name: 'Street: Nobody lives there.' })).toBeVisible();
    expect(sent()).toEqual({
      type: 'courier',
      displayName: 'Parcels',
      settings: {
        server: { host: 'courier.example', port: 8443, token: 'a secret' },
        size: 'large',
        speed: 'fast',
        insured: true,
        worth: 250,
        tags: ['fragile', 'heavy'],
        days: ['tue'],
        stops: [{ street: 'High Street' }],
        note: 'Ring twice',
        limit: 12,
      },
    });
    // The server's problem stands at the field, and goes with the next change of it.
    await expect(field(page, 'Street')).toHaveAttribute('aria-invalid', 'true');
    await field(page, 'Street').fill('Low Street');
    await expect(page.locator('[data-summary]')).toBeEmpty();
    await press(page, 'Remove 1');
    await expect(field(page, 'Street')).toBeHidden();
    await page.assertClean();
  });

  test('what the schema asks for is asked for, in a folded part too, which opens', async () => {
    const { page } = await open();
    await page.getByLabel('Display name').fill('Parcels');
    await page.getByRole('switch', { name: 'Insured' }).check();
    await page.locator('summary', { hasText: 'Parcels a day' }).click();
    await field(page, 'Parcels a day').fill('many');
    await page.locator('summary', { hasText: 'Parcels a day' }).click();
    await field(page, 'User').fill('ada');
    await press(page, 'Save');
    for (const problem of [
      'Host: This value is required.',
      'Password: This value is required.',
      'Worth: This value is required.',
      'Parcels a day: Must be a whole number.',
    ]) {
      await expect(page.getByRole('link', { name: problem })).toBeVisible();
    }
    await expect(field(page, 'Parcels a day')).toBeVisible();
    await page.getByRole('link', { name: /^Parcels a day/ }).click();
    await expect(field(page, 'Parcels a day')).toBeFocused();
    await expectAccessible(page);
    await page.assertClean();
  });
});
