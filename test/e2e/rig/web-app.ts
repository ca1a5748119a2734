import type { Page } from '@playwright/test';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';

export interface WebApp extends HttpApp {
  /** Opens the sign-in page, signs the administrator in and waits for the first screen. */
  signIn(page: Page, path?: string): Promise<void>;
}

/** The installation with its web page; build it first (`npm run build:web`). */
export async function openWebApp(databaseUrl: string): Promise<WebApp> {
  const app = await openHttpApp(databaseUrl);
  return {
    ...app,
    signIn: async (page, path = '/') => {
      await page.goto(`${app.url}/login?to=${encodeURIComponent(path)}`);
      await page.getByLabel('User name').fill(app.administrator.name);
      await page.getByRole('textbox', { name: 'Password' }).fill(app.administrator.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL((url) => url.pathname !== '/login');
    },
  };
}
