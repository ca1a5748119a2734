import { afterEach, beforeEach, describe, test } from 'vitest';
import { expectAccessible, useBrowser, type WatchedPage } from './rig/browser.ts';
import { expect } from './rig/expect.ts';
import { type OutboxWorld, openOutboxWorld } from './rig/outbox-world.ts';

describe('A second person for changes of rules', () => {
  const browser = useBrowser();
  let world: OutboxWorld;
  let id = '';
  beforeEach(async () => {
    world = await openOutboxWorld();
    const params = { connector: world.connectorId, to: ['bob@receiver.test'], subject: 'First', text: 'Hello' };
    const trigger = { kind: 'workflow', event: 'greet' };
    const body = { name: 'Greet', trigger, actions: [{ action: 'send-email', params }] };
    id = (await world.app.call('POST', '/rules', body)).id;
    await world.app.call('PUT', '/settings/runs', { fourEyes: true, fourEyesForRules: true, stopAfterFailures: 10 });
  });
  afterEach(() => world.close());

  const signIn = async (page: WatchedPage, { name, password }: { name: string; password: string }, path: string) => {
    const options = { data: { name, password }, headers: { origin: world.app.url } };
    expect((await page.context().request.post(`${world.app.url}/api/session`, options)).ok()).toBe(true);
    await page.goto(world.app.url + path);
  };
  const rename = async (page: WatchedPage, name: string) => {
    await page.getByRole('textbox', { name: 'Title' }).fill(name);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved as a proposal')).toBeVisible();
  };

  test('beyond 26 a saved change waits, both versions stand side by side, and somebody else approves it', async () => {
    const dora = await world.app.person('Dora', ['designer']);
    const hers = await browser.open();
    await signIn(hers, dora, `/rules/${id}`);
    await rename(hers, 'Greet warmly');
    const waits = hers.getByRole('region', { name: 'A change waits for a second person' });
    await expect(waits.getByText(/^You proposed it/)).toBeVisible();
    await expect(waits.getByRole('button', { name: 'Approve the change' })).toHaveCount(0);
    await expect(hers.getByRole('heading', { level: 1, name: 'Greet', exact: true })).toBeVisible();
    await expectAccessible(hers);
    await hers.assertClean();

    const page = await browser.open({ viewport: { width: 320, height: 800 } });
    await world.app.signIn(page, '/rules');
    await expect(page.getByText('A change waits')).toBeVisible();
    await page.goto(`${world.app.url}/rules/${id}`);
    const card = page.getByRole('region', { name: 'A change waits for a second person' });
    await expect(card.getByRole('row', { name: /Greet warmly/ })).toContainText('GreetGreet warmly');
    await expect(card.getByText(/^Dora proposed it/)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await expectAccessible(page);
    await card.getByRole('button', { name: 'Approve the change' }).click();
    await expect(page.getByText('The change is approved')).toBeVisible();
    await expect(card).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1, name: 'Greet warmly' })).toBeVisible();
    expect(await world.app.call('GET', `/rules/${id}`)).toMatchObject({ name: 'Greet warmly', modifiedBy: 'Dora' });
    await page.assertClean();
  });

  test('beyond 26 an own change is taken back, and the rule stays as it is', async () => {
    const page = await browser.open();
    await world.app.signIn(page, `/rules/${id}`);
    await rename(page, 'Greet twice');
    const waits = page.getByRole('region', { name: 'A change waits for a second person' });
    await waits.getByRole('button', { name: 'Take the change back' }).click();
    await expect(waits).toHaveCount(0);
    expect(await world.app.call('GET', `/rules/${id}`)).toMatchObject({ name: 'Greet', version: 1 });
    await page.assertClean();
  });

  test('beyond 26 the next save replaces an own change, which the page says; or it goes on from there', async () => {
    const page = await browser.open();
    await world.app.signIn(page, `/rules/${id}`);
    await rename(page, 'Greet twice');
    const waits = page.getByRole('region', { name: 'A change waits for a second person' });
    await expect(waits.getByText('it replaces this proposal')).toBeVisible();
    const title = page.getByRole('textbox', { name: 'Title' });
    await expect(title).toHaveValue('Greet');
    await waits.getByRole('button', { name: 'Continue editing it' }).click();
    await expect(title).toHaveValue('Greet twice');
    await page.getByRole('textbox', { name: 'Subject' }).fill('Second');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(waits).toContainText('Second');
    await expect(waits.getByRole('row', { name: /Greet twice/ })).toBeVisible();
    expect(await world.app.call('GET', `/rules/${id}`)).toMatchObject({
      ...{ name: 'Greet', version: 1 },
      proposed: { rule: { name: 'Greet twice', actions: [{ params: { subject: 'Second' } }] } },
    });
    await page.assertClean();
  });

  test('beyond 26 a save that counts at once says so, although an older change of somebody else waits', async () => {
    const dora = await world.app.person('Dora', ['designer']);
    const hers = await browser.open();
    await signIn(hers, dora, `/rules/${id}`);
    await rename(hers, 'Greet warmly');
    await world.app.call('PUT', '/settings/runs', { fourEyes: true, fourEyesForRules: false, stopAfterFailures: 10 });

    const page = await browser.open();
    await world.app.signIn(page, `/rules/${id}`);
    await page.getByRole('textbox', { name: 'Title' }).fill('Greet loudly');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Details saved successfully')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Greet loudly' })).toBeVisible();
    expect(await world.app.call('GET', `/rules/${id}`)).toMatchObject({ name: 'Greet loudly', version: 2 });
    await page.assertClean();
  });
});
