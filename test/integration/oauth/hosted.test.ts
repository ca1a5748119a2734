import { createServer, type Server } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMailrule, type Mailrule } from '../../../src/index.ts';
import { createLogger } from '../../../src/logger.ts';
import { newSecretKey } from '../../../src/secrets/secret-box.ts';
import { freePort } from '../../support/free-port.ts';
import { type MailServers, startMailServers } from '../../support/mail/mail-servers.ts';
import { type Oidc, startOidc } from '../../support/mail/oidc.ts';
import { openVisitor } from '../../support/oauth-browser.ts';
import { appFor, oauthSettings } from '../../support/oauth-rig.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';

/** mailrule inside a host that signs people in itself, below a path of the host. */
const folder = makeTempFolder('oauth-hosted');
let oidc: Oidc;
let mail: MailServers;
let mailrule: Mailrule;
let server: Server;
let publicUrl: string;

beforeAll(async () => {
  const port = await freePort();
  publicUrl = `http://127.0.0.1:${port}/hr/mailrule`;
  oidc = await startOidc({ redirectUris: [`${publicUrl}/api/oauth/callback`], rotates: true });
  mail = await startMailServers({ oauth: oidc.dovecotConf });
  mailrule = await createMailrule({
    database: `sqlite:${folder}/test.db`,
    log: createLogger({ level: 'silent' }),
    secretKey: newSecretKey(),
    publicUrl,
    authenticate: ({ headers }) =>
      headers['x-person'] === undefined
        ? undefined
        : { id: headers['x-person'], name: headers['x-person'], roles: ['administrator'] },
  });
  const website = express();
  website.use('/hr/mailrule', mailrule.router);
  server = createServer(website);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await mailrule.stop();
  await mail.stop();
  await oidc.stop();
  removeTempFolder(folder);
});

const call = async (method: string, path: string, body?: object) => {
  const response = await fetch(`${publicUrl}/api${path}`, {
    method,
    headers: { 'x-person': 'dana', ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  // biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the test says what it expects in it
  return { response, body: (await response.json()) as any };
};

test('A5.2 a host that signs people in: the cookie of the browser binds the consent, and the way back keeps the path', async () => {
  await call('PUT', '/providers/openid/oauth-app', appFor(oidc));
  const definition = { type: 'email', displayName: 'Payroll', ...oauthSettings({ mail }, 'alice@sender.test') };
  const { id } = (await call('POST', '/connectors', definition)).body;
  const begun = await call('POST', `/connectors/${id}/authorize`);
  const cookie = begun.response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const back = await openVisitor().consent(begun.body.url);
  const answer = await fetch(back, { redirect: 'manual', headers: { cookie } });
  const done = new URL(answer.headers.get('location') ?? '', back);
  expect(done.href.startsWith(`${publicUrl}/oauth/done?result=done&attempt=`)).toBe(true);
  expect((await call('GET', `/connectors/${id}/authorization`)).body).toMatchObject({
    ...{ state: 'authenticated', authorizedBy: 'dana' },
  });
  expect((await call('POST', `/connectors/${id}/test`, {})).body.summary).toBe('Connection test succeeded');
});
