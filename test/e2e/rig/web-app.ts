import type { Page } from '@playwright/test';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';

export interface WebApp extends HttpApp {
  /** Signs the administrator in (by the API: sign-in.test.ts is about the form) and opens the page. */
  signIn(page: Page, path?: string): Promise<void>;
  /** Somebody with these roles who has chosen a password with the link. */
  person(name: string, roles: string[]): Promise<{ id: string; name: string; password: string }>;
}

/** The installation with its web page; build it first (`npm run build:web`). */
export async function openWebApp(
  databaseUrl: string,
  options: { port?: number; publicUrl?: string } = {},
): Promise<WebApp> {
  const app = await openHttpApp(databaseUrl, options);
  return {
    ...app,
    signIn: async (page, path = '/') => {
      const options = { data: app.administrator, headers: { origin: app.url } };
      const answer = await page.context().request.post(`${app.url}/api/session`, options);
      if (!answer.ok()) throw new Error(`The administrator cannot sign in: ${answer.status()} ${await answer.text()}`);
      await page.goto(app.url + path);
    },
    person: async (name, roles) => {
      const { user, invitation } = await app.call('POST', '/users', { name, roles });
      const password = `the password of ${name}`;
      const answer = await fetch(`${app.url}/api/invitation/password`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code: invitation.code, password }),
      });
      if (!answer.ok) throw new Error(`The link of ${name} does not work: ${await answer.text()}`);
      return { id: user.id, name, password };
    },
  };
}
