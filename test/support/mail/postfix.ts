import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../free-port.ts';
import { startPrivateProcess } from '../private-process.ts';
import { accountIds, isRoot } from '../system-user.ts';
import { makeTempFolder, removeTempFolder } from '../temp-folder.ts';
import type { Certificate } from './certs.ts';
import type { Dovecot } from './dovecot.ts';
import { waitForGreeting } from './greeting.ts';
import { mainCf, masterCf, type PostfixConf } from './postfix-conf.ts';

export interface PostfixOptions {
  certificate: Certificate;
  dovecot: Pick<Dovecot, 'lmtpSocket' | 'authSocket'>;
  domains: readonly string[];
  /** SIZE in bytes; default 30 MB. */
  sizeLimit?: number;
  /** Senders whose mail is filed by the server itself, with Dovecot's `autosaveFolder`. */
  autosave?: readonly string[];
  /** For example `inline:{{slow.test=smtp:[127.0.0.1]:2525}}`: where a domain's mail goes instead of to Dovecot. */
  transportMaps?: string;
  /** After this time a "delayed" report goes to the sender; '0' for never. */
  delayWarning?: string;
  queueLifetime?: string;
  extra?: string;
}

export interface Postfix {
  folder: string;
  ports: { smtp: number; submission: number; smtps: number };
  log(): string;
  stop(): Promise<void>;
}

/** A private Postfix with its own configuration, queue and folders. Its master process needs root. */
export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  if (!isRoot()) {
    throw new Error('Postfix starts only as root. Run the tests as root, for example in a Debian 12 container.');
  }
  const folder = makeTempFolder('pf');
  const ports = await freePorts('smtp', 'submission', 'smtps');
  makeQueueFolders(folder);
  writeConfiguration({
    folder,
    ports,
    certificate: options.certificate,
    lmtpSocket: options.dovecot.lmtpSocket,
    authSocket: options.dovecot.authSocket,
    domains: options.domains,
    sizeLimit: options.sizeLimit ?? 30 * 1024 * 1024,
    autosave: options.autosave ?? [],
    transportMaps: options.transportMaps ?? '',
    delayWarning: options.delayWarning ?? '0',
    queueLifetime: options.queueLifetime ?? '1h',
    extra: options.extra ?? '',
  });
  const log = () => {
    const file = join(folder, 'postfix.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const server = await startPrivateProcess({
    command: '/usr/lib/postfix/sbin/master',
    args: ['-c', join(folder, 'etc'), '-d'],
    cwd: folder,
    // MAIL_CONFIG reaches every child of master, -c only master itself.
    env: { MAIL_CONFIG: join(folder, 'etc') },
    detached: true,
    log,
  });
  await server.until(waitForGreeting(ports.smtp));
  return {
    folder,
    ports,
    log,
    async stop() {
      await server.stop();
      removeTempFolder(folder);
    },
  };
}

/** What `postfix set-permissions create-missing` would make, without its 0.3 s. */
function makeQueueFolders(folder: string): void {
  const { uid, gid } = accountIds('postfix', 'postfix');
  const drop = accountIds('postfix', 'postdrop').gid;
  const make = (name: string, mode: number, owner: number, group: number) => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    chownSync(path, owner, group);
    chmodSync(path, mode);
  };
  make('etc', 0o755, 0, 0);
  make('data', 0o700, uid, gid);
  for (const name of ['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming', 'private']) {
    make(`queue/${name}`, 0o700, uid, 0);
  }
  for (const name of ['saved', 'trace']) make(`queue/${name}`, 0o700, uid, 0);
  make('queue/maildrop', 0o1730, uid, drop);
  make('queue/public', 0o2710, uid, drop);
  make('queue/pid', 0o755, 0, 0);
}

function writeConfiguration(conf: PostfixConf): void {
  const etc = join(conf.folder, 'etc');
  writeFileSync(join(etc, 'main.cf'), mainCf(conf));
  writeFileSync(join(etc, 'master.cf'), masterCf(conf));
  // Postfix waits until main.cf is 2 s old, for fear of a half-written file: make it look old.
  const old = Date.now() / 1000 - 60;
  for (const name of ['main.cf', 'master.cf']) utimesSync(join(etc, name), old, old);
  for (const name of ['dynamicmaps.cf', 'postfix-files']) {
    if (existsSync(`/etc/postfix/${name}`)) copyFileSync(`/etc/postfix/${name}`, join(etc, name));
  }
}
