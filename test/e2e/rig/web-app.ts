import type { Page } from '@playwright/test';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';

export interface WebApp extends HttpApp {
  /** Signs the administrator in (by the API: sign-in.test.ts is about the form) and opens the page. */
  signIn(page: Page, path?: string): Promise<void>;
}

/** The installation with its web page; build it first (`npm run build:web`). */
export async function openWebApp(databaseUrl: string): Promise<WebApp> {
  const app = await openHttpApp(databaseUrl);
  return {
    ...app,
    signIn: async (page, path = '/') => {
      const options = { data: app.administrator, headers: { origin: app.url } };
      const answer = await page.context().request.post(`${app.url}/api/session`, options);
      if (!answer.ok()) throw new Error(`The administrator cannot sign in: ${answer.status()} ${await answer.text()}`);
      await page.goto(app.url + path);
    },
  };
}
