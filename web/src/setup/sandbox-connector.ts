import { answer, api } from '../api/client.ts';
import { firstSteps } from '../words/setup.ts';
import type { Connector } from './setup-queries.ts';

/** Starts the built-in mail server and adds its first mailbox to the data sources, unless it is there; its id. */
export async function addSandboxConnector(
  connectors: readonly Connector[],
  onProgress: (label: string) => void,
): Promise<string> {
  const words = firstSteps.mailbox;
  onProgress(words.starting);
  const { addresses, password, imapPort, smtpPort } = await answer(api.POST('/sandbox'));
  const there = connectors.find(({ provider }) => provider === 'sandbox');
  if (there) return there.id;
  onProgress(words.registering(words.name));
  const [address = ''] = addresses;
  const local = { host: '127.0.0.1', security: 'none' };
  const settings = {
    imap: { ...local, port: imapPort, auth: { kind: 'password', user: address, password } },
    sending: true,
    smtp: { ...local, port: smtpPort, sameCredentials: true, from: { name: words.name, address } },
  };
  const { id } = await answer(
    api.POST('/connectors', {
      // The settings are described by the type's own schema, which the API's document does not repeat.
      body: { type: 'email', displayName: words.name, provider: 'sandbox', settings: settings as never },
    }),
  );
  return id;
}
