import type { Locator, Page } from '@playwright/test';
import type { MailAccount } from '../../support/mail/mail-access.ts';

/** Parts of the page "Email connection details", as people name them. */
export const imap = (page: Page): Locator => page.getByRole('region', { name: 'IMAP settings' });
export const smtp = (page: Page): Locator => page.getByRole('region', { name: 'SMTP details' });
export const panel = (page: Page): Locator => page.getByRole('region', { name: 'Connection test' });
export const testStatus = (page: Page): Locator => panel(page).getByRole('status').first();
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click();

export async function fillServer(page: Page, server: 'IMAP' | 'SMTP', host: string, port: number): Promise<void> {
  const section = server === 'IMAP' ? imap(page) : smtp(page);
  await section.getByLabel(`${server} server`, { exact: true }).fill(host);
  await section.getByLabel(`${server} server port`).fill(String(port));
}

export async function openMoreSettings(page: Page): Promise<void> {
  await page.locator('summary', { hasText: 'Certificates' }).click();
}

/** All details of an account of the real servers, typed in. Their ports are unusual, so the way is chosen. */
export async function fillIn(page: Page, name: string, account: MailAccount): Promise<void> {
  await page.getByLabel('Display name').fill(name);
  await fillServer(page, 'IMAP', account.imap.host, account.imap.port);
  await imap(page).getByRole('radio', { name: 'From the start (SSL/TLS)' }).check();
  await imap(page).getByLabel('Username / email').fill(account.user);
  await imap(page).getByRole('textbox', { name: 'Password' }).fill(account.password);
  await page.getByRole('switch', { name: 'Enable mail send from' }).check();
  await fillServer(page, 'SMTP', account.smtp.host, account.smtp.port);
  await smtp(page).getByRole('radio', { name: 'From the start (SSL/TLS)' }).check();
  await openMoreSettings(page);
  await page.getByLabel('CA certificate (PEM)').fill(account.caPem);
}

/** The same by the API. */
export function definition(account: MailAccount, displayName: string) {
  const { user, password, caPem } = account;
  return {
    type: 'email',
    displayName,
    settings: {
      imap: { ...server(account.imap), auth: { kind: 'password', user, password } },
      sending: true,
      smtp: { ...server(account.smtp), sameCredentials: true },
      trust: { caPem },
    },
  };
}

function server({ host, port }: { host: string; port: number }) {
  return { host, port, security: 'implicit' };
}
