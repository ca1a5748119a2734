import { join } from 'node:path';
import { makeTempFolder, removeTempFolder } from '../temp-folder.ts';
import { type CertificateKind, makeCertificates } from './certs.ts';
import { DEFAULT_USERS, type Dovecot, type DovecotOptions, startDovecot } from './dovecot.ts';
import { sentFolderOf } from './dovecot-layouts.ts';
import { connectMailServers, type MailAccess, type MailAddresses } from './mail-access.ts';
import { type Postfix, type PostfixOptions, startPostfix } from './postfix.ts';

const TEST_DOMAINS = ['sender.test', 'receiver.test', 'dyn.test'] as const;

export interface MailServersOptions extends Omit<DovecotOptions, 'certificate' | 'dynDomain' | 'autosaveFolder'> {
  /** Which certificate both servers show; default good. */
  certificate?: CertificateKind;
  /** Senders whose submitted mail the servers file in the sent folder themselves, as Gmail and Microsoft 365 do. */
  autosave?: readonly string[];
  postfix?: Omit<PostfixOptions, 'certificate' | 'dovecot' | 'domains' | 'autosave'>;
}

export interface MailServers extends MailAccess {
  addresses: MailAddresses;
  dovecot: Dovecot;
  postfix: Postfix;
  stop(): Promise<void>;
}

/** Dovecot and Postfix wired together: submission signs in against Dovecot, delivery is LMTP, unknown recipients bounce. */
export async function startMailServers(options: MailServersOptions = {}): Promise<MailServers> {
  const { certificate = 'good', autosave = [], postfix: postfixOptions, ...dovecotOptions } = options;
  const folder = makeTempFolder('crt');
  const started: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const server of started.reverse()) await server.stop();
    removeTempFolder(folder);
  };
  try {
    const certs = await makeCertificates(join(folder, 'certs'));
    const layout = options.layout ?? 'outlook';
    const dovecot = await startDovecot({
      ...dovecotOptions,
      certificate: certs[certificate],
      ...(autosave.length > 0 ? { autosaveFolder: sentFolderOf(layout) } : {}),
    });
    started.push(dovecot);
    const postfix = await startPostfix({
      ...postfixOptions,
      certificate: certs[certificate],
      dovecot,
      domains: TEST_DOMAINS,
      autosave,
    });
    started.push(postfix);
    const users = options.users ?? DEFAULT_USERS;
    const addresses: MailAddresses = {
      certificatesFolder: certs.folder,
      layout,
      passwords: Object.fromEntries(users.map((entry) => [entry.user.toLowerCase(), entry.password])),
      ports: { ...dovecot.ports, ...postfix.ports },
    };
    return { ...connectMailServers(addresses), addresses, dovecot, postfix, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
