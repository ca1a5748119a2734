import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailSettings } from '../../support/connector-rig.ts';
import { type HttpApp, openHttpApp } from '../../support/http-app.ts';
import { sharedServers } from '../../support/servers.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';

const { mail } = sharedServers();
const sender = mail.account();
const ada = mail.account();
const rules = Array.from({ length: 3_000 }, (_, at) => `p:nth-last-child(${at}n){color:red}`).join('');
const manyRules = `<style>${rules}</style>`;
const manyElements = '<p></p>'.repeat(18_000);
const folder = makeTempFolder('styles');
let app: HttpApp;
let form = '';
let connector = '';

beforeAll(async () => {
  app = await openHttpApp(`sqlite:${folder}/styles.db`);
  const settings = emailSettings(sender);
  connector = (await app.call('POST', '/connectors', { type: 'email', displayName: 'Office', settings })).id;
  expect((await app.call('POST', `/connectors/${connector}/test`, {})).ok).toBe(true);
  form = (
    await app.call('POST', '/forms', {
      name: 'F',
      schema: { type: 'object', properties: { name: { type: 'string' } } },
    })
  ).id;
});
afterAll(async () => {
  await app.close();
  removeTempFolder(folder);
});

let made = 0;
const template = (html: string, over: object = {}) => {
  made += 1;
  return { name: `Heavy ${made}`, kind: 'email', texts: [{ language: 'default', subject: 'S', html }], ...over };
};
const layout = (html: string) => template('', { kind: 'layout', texts: [{ language: 'default', html }] });
/** Another text each time, so that none is known to be too much. */
const bomb = () => template(`${manyRules}${manyElements}<b>${made}</b>`);

test('security 12 heavy templates of one designer make neither the others nor e-mails wait: they wait for each other, and the fourth is answered 429', async () => {
  const [mallory = app, grace = app] = await Promise.all(
    ['mallory', 'grace'].map((name) => app.as(name, ['designer'])),
  );
  const styled = await app.call('POST', '/templates', template('<style>p{color:red}</style><p>Hello</p>'));
  const action = { action: 'send-email', params: { connector, template: styled.id, to: [ada.user] } };
  const trigger = { kind: 'form', form, event: 'submit' };
  await app.call('POST', '/rules', { name: 'Hello', trigger, conditions: {}, actions: [action] });
  const ended: string[] = [];
  const told = async <T>(what: string, work: Promise<T>): Promise<T> => {
    const answer = await work;
    ended.push(what);
    return answer;
  };
  const bombs = Array.from({ length: 4 }, () => told('bomb', mallory.request('POST', '/templates', bomb())));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const facts = { name: 'Ada' };
  const { eventId } = await told('e-mail', app.call('POST', '/events', { form, event: 'submit', facts }));
  const small = template('<style>p{color:blue}</style><p>Other</p>');
  const other = await told('other designer', grace.request('POST', '/templates', small));
  expect(other.status, JSON.stringify(other.body)).toBe(201);
  const answers = await Promise.all(bombs);
  expect(answers.map(({ status }) => status).sort()).toEqual([422, 422, 422, 429]);
  const [hello] = await app.mailsOf(eventId, 'accepted');
  expect(hello?.delivery.state).toBe('accepted');
  // The first "bomb" is the one that was refused at once.
  expect(ended.slice(0, ended.indexOf('e-mail')).length).toBeLessThanOrEqual(2);
  expect(ended.slice(0, ended.indexOf('other designer')).filter((what) => what === 'bomb').length).toBeLessThan(4);
  const refused = answers.find(({ status }) => status === 429);
  expect([refused?.body.detail, refused?.body.details.retryAfterSeconds]).toEqual([
    expect.stringContaining('Wait until they are done'),
    5,
  ]);
}, 60_000);

test('A2.30 a layout or part with which an e-mail would be too much work is refused with the name of the e-mail; the stored one goes on', async () => {
  const frame = await app.call('POST', '/templates', layout('<style>p{color:red}</style>{{> body}}'));
  const long = await app.call('POST', '/templates', template(manyElements, { name: 'Long list', layoutId: frame.id }));
  const heavy = { ...layout(`${manyRules}{{> body}}`), name: frame.name };
  const refused = await app.request('PUT', `/templates/${frame.id}`, heavy);
  expect([refused.status, refused.body.detail]).toEqual([
    422,
    expect.stringMatching(
      /"Long list" \(default\) would not work any more with it\. There is too much work in the sty/,
    ),
  ]);
  const part = { name: 'Rows', kind: 'part', texts: [{ language: 'default', html: '<p></p>', text: '-' }] };
  const rows = await app.call('POST', '/templates', part);
  await app.call('POST', '/templates', template(`${manyRules}{{> Rows}}`, { name: 'Many rules' }));
  const grown = { ...part, texts: [{ language: 'default', html: manyElements, text: '-' }] };
  const second = await app.request('PUT', `/templates/${rows.id}`, grown);
  expect([second.status, second.body.detail]).toEqual([422, expect.stringContaining('"Many rules" (default)')]);
  expect([(await app.call('GET', `/templates/${frame.id}`)).version, long.version]).toEqual([1, 1]);
}, 60_000);
