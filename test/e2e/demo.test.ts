import { Readable } from 'node:stream';
import { describe, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { freePort } from '../support/free-port.ts';
import { expectAccessible, useBrowser } from './rig/browser.ts';
import { expect } from './rig/expect.ts';

describe('mailrule demo --keep', () => {
  const browser = useBrowser();

  test('prints where the page is and how to sign in, and the three payslips are in its outbox', async () => {
    const end = new AbortController();
    let said = '';
    const out = (text: string) => {
      said += text;
    };
    const streams = { out, say: () => {}, stdin: Readable.from([]), env: {} };
    const demo = runCli(['demo', '--keep', '--port', String(await freePort())], streams, end.signal);
    try {
      const keeps = expect.poll(() => said, { timeout: 45_000 });
      await keeps.toMatch(/web page +\S+ [^\n]*\n +sign in +\S+ \/ \S+\n/);
      const [, url = '', name = '', password = ''] =
        /web page +(\S+)[^\n]*\n +sign in +(\S+) \/ (\S+)/.exec(said) ?? [];

      const page = await browser.open();
      await page.goto(`${url}/outbox`);
      await page.getByLabel('User name').fill(name);
      await page.getByRole('textbox', { name: 'Password' }).fill(password);
      await page.keyboard.press('Enter');
      for (const who of ['ada', 'bruno', 'chloe']) {
        await expect(page.getByText(`${who}@sandbox.test`).first()).toBeVisible();
      }
      await expect(page.getByText('Sent', { exact: true }).first()).toBeVisible();
      await page.getByRole('button', { name: 'Account of admin' }).click();
      await page.getByRole('menuitem', { name: 'Sandbox mailboxes' }).click();
      await expect(page.getByRole('table', { name: 'E-mails' }).getByRole('link')).toHaveCount(6);
      await expectAccessible(page);
      await page.assertClean();
    } finally {
      end.abort();
    }
    expect(await demo).toBe(0);
  });
});
