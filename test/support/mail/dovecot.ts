import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../free-port.ts';
import { neededProgram } from '../needed-program.ts';
import { startPrivateProcess } from '../private-process.ts';
import { isRoot, type SystemUser, serverUser } from '../system-user.ts';
import { makeTempFolder, removeTempFolder } from '../temp-folder.ts';
import type { Certificate } from './certs.ts';
import { dovecotConf } from './dovecot-conf.ts';
import { LAYOUTS, type LayoutName } from './dovecot-layouts.ts';
import { waitForGreeting } from './greeting.ts';

export interface DovecotUser {
  user: string;
  password: string;
  /** Extra fields of the passwd-file, as `nologin=y reason=Use_the_web_page`. */
  extra?: string;
}

export interface DovecotOptions {
  /** Without one the server offers no TLS at all. */
  certificate?: Certificate;
  layout?: LayoutName;
  users?: readonly DovecotUser[];
  /** Any name in this domain exists with the password "pw-of-anyone". */
  dynDomain?: string;
  /** For example '1M'. */
  quota?: string;
  /** Replaces the capability list after sign-in, for servers without UIDPLUS and the like. */
  capability?: string;
  disablePlaintext?: boolean;
  /** The server's limit of connections for one user; default 200. */
  connectionsPerUser?: number;
  /** Mail for user+autosave@ is filed here as read, which is how a provider files its own Sent copy. */
  autosaveFolder?: string;
  /** Settings of the oauth2 passdb (oidc.ts has them): then XOAUTH2 and OAUTHBEARER are offered, over SMTP as well. */
  oauth?: string;
  /** Further lines of configuration. */
  extra?: string;
}

export interface Dovecot {
  folder: string;
  ports: { imap: number; imaps: number; lmtp: number };
  lmtpSocket: string;
  authSocket: string;
  user: SystemUser;
  log(): string;
  /** Runs doveadm on this server as the server's own user, for example `doveadm('kick', 'bob@receiver.test')`. */
  doveadm(...args: string[]): string;
  /** Ends it at once, every client's connection included, and starts it again on the same ports with the same mail. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const DEFAULT_USERS: readonly DovecotUser[] = [
  { user: 'alice@sender.test', password: 'pw-alice' },
  { user: 'bob@receiver.test', password: 'pw-bob' },
];

const PROGRAM = '/usr/sbin/dovecot';

/** A private Dovecot 2.3 in a temp folder. Never runs as root, needs none. */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  requireVersion23();
  const user = serverUser();
  const folder = makeTempFolder('dc');
  const ports = await freePorts('imap', 'imaps', 'lmtp');
  writeFiles(folder, user, ports, options);
  const log = () => {
    const file = join(folder, 'dovecot.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const launch = async () => {
    const server = await startPrivateProcess({
      command: PROGRAM,
      args: ['-F', '-c', join(folder, 'dovecot.conf')],
      cwd: folder,
      env: { HOME: folder },
      // SIGTERM takes a second, and processes of clients that stay connected would outlive it.
      stopSignal: 'SIGKILL',
      user,
      log,
    });
    await server.until(waitForGreeting(ports.imap));
    return server;
  };
  let server = await launch();
  return {
    folder,
    ports,
    lmtpSocket: join(folder, 'run/lmtp'),
    authSocket: join(folder, 'run/auth-client'),
    user,
    log,
    doveadm: (...args) => doveadm(folder, user, args),
    async restart() {
      await server.stop();
      server = await launch();
    },
    async stop() {
      await server.stop();
      removeTempFolder(folder);
    },
  };
}

function requireVersion23(): void {
  const version = execFileSync(neededProgram(PROGRAM), ['--version'], { encoding: 'utf8' }).trim();
  if (!version.startsWith('2.3.')) {
    throw new Error(
      `Dovecot ${version} is installed; the tests' configuration is for 2.3 (Debian 12). Run them in a Debian 12 container.`,
    );
  }
}

function writeFiles(folder: string, user: SystemUser, ports: Dovecot['ports'], options: DovecotOptions): void {
  for (const name of ['run', 'state', 'mail']) mkdirSync(join(folder, name));
  const passwd = (options.users ?? DEFAULT_USERS).map((entry) =>
    `${entry.user}:{PLAIN}${entry.password}:${user.uid}:${user.gid}:::: ${entry.extra ?? ''}`.trimEnd(),
  );
  writeFileSync(join(folder, 'users'), `${passwd.join('\n')}\n`, { mode: 0o600 });
  if (options.autosaveFolder !== undefined) {
    writeFileSync(
      join(folder, 'autosave.sieve'),
      `require ["envelope", "subaddress", "fileinto", "imap4flags"];
if envelope :detail "to" "autosave" {
  setflag "\\\\Seen";
  fileinto "${options.autosaveFolder}";
  stop;
}
`,
    );
  }
  const oauthFile = options.oauth === undefined ? undefined : join(folder, 'oauth2.conf.ext');
  if (oauthFile !== undefined) writeFileSync(oauthFile, options.oauth ?? '', { mode: 0o600 });
  const conf = dovecotConf({
    oauthFile,
    folder,
    user,
    ports,
    layout: LAYOUTS[options.layout ?? 'outlook'],
    certificate: options.certificate,
    disablePlaintext: options.disablePlaintext ?? false,
    dynDomain: options.dynDomain ?? 'dyn.test',
    quota: options.quota,
    capability: options.capability,
    connectionsPerUser: options.connectionsPerUser ?? 200,
    sieve: options.autosaveFolder !== undefined,
    extra: options.extra ?? '',
  });
  writeFileSync(join(folder, 'dovecot.conf'), conf);
  if (isRoot()) {
    execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, folder]);
    if (options.certificate !== undefined) chownSync(options.certificate.keyFile, user.uid, user.gid);
  }
}

function doveadm(folder: string, user: SystemUser, args: readonly string[]): string {
  const drop = isRoot() ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : [];
  const command = [...drop, neededProgram('/usr/bin/doveadm'), '-c', join(folder, 'dovecot.conf'), ...args];
  return execFileSync(neededProgram('/usr/bin/setpriv'), command, { encoding: 'utf8', cwd: folder });
}
