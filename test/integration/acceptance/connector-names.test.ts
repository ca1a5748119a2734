import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConnectorRig, emailSettings, openConnectorRig } from '../../support/connector-rig.ts';
import { sharedServers } from '../../support/servers.ts';
import { makeTempFolder, removeTempFolder } from '../../support/temp-folder.ts';

const { mail } = sharedServers();
const active: string[] = [];
let folder: string;
let rig: ConnectorRig;
beforeAll(async () => {
  folder = makeTempFolder('names');
  rig = await openConnectorRig(`sqlite:${folder}/names.db`, { becameActive: async (id) => void active.push(id) });
});
afterAll(async () => {
  await rig.close();
  removeTempFolder(folder);
});

const incomplete = (displayName: string) => ({ type: 'email', displayName, settings: {} });

test.each([
  ['reads backwards', 'Payroll\u202e'],
  ['looks like another one: a soft hyphen', 'Pay\u00adroll'],
  ['looks like another one: a zero-width space', 'Payroll\u200b'],
  ['breaks a line', 'Payroll\u2028Bcc: x@evil.test'],
])('A1.2 a display name that %s is refused', async (_, displayName) => {
  await expect(rig.call('POST', '/connectors', incomplete(displayName))).rejects.toMatchObject({
    code: 'VALIDATION',
    details: { fields: [{ path: '/displayName' }] },
  });
});

test('one import cannot hold two connectors whose names differ in case only', async () => {
  const connectors = [incomplete('Twin'), incomplete('Other'), incomplete('TWIN')];
  await expect(rig.call('POST', '/connectors/import', { connectors })).rejects.toMatchObject({
    code: 'VALIDATION',
    details: { fields: [{ path: '/connectors/2/displayName' }] },
  });
  expect((await rig.call('GET', '/connectors')).body.connectors).toEqual([]);
});

test('the name of a folder cannot carry an IMAP command', async () => {
  const settings = { imap: { folders: { sent: 'Sent\r\na1 DELETE INBOX' } } };
  const definition = { type: 'email', displayName: 'Folders', settings };
  await expect(rig.call('POST', '/connectors', definition)).rejects.toMatchObject({
    code: 'VALIDATION',
    details: { fields: [{ path: '/settings/imap/folders/sent' }] },
  });
});

test('a connector that an import makes active goes on with its queue', async () => {
  const settings = emailSettings(mail.account());
  const report = await rig.call('POST', '/connectors/test', { type: 'email', settings });
  expect(report.body).toMatchObject({ ok: true });
  await rig.call('POST', '/connectors/import', { connectors: [{ type: 'email', displayName: 'Imported', settings }] });
  const [connector] = (await rig.call('GET', '/connectors')).body.connectors;
  expect(connector).toMatchObject({ displayName: 'Imported', state: 'active' });
  expect(active).toEqual([connector.id]);
});
