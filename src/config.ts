import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join } from 'node:path';
import { parseEgress } from './egress-config.ts';
import { parseGuard } from './guard-config.ts';
import type { EgressSettings } from './mail/egress.ts';
import { AppError, type Guard } from './sdk/index.ts';
import { parseKeyList, readKeyFile } from './secrets/key-file.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything the installation is told from outside. */
export interface Config {
  databaseUrl: string;
  host: string;
  port: number;
  logLevel: LogLevel;
  /** without a slash at the end */
  publicUrl?: string;
  /** proxies in front of the server: how many, or their addresses */
  trustedProxies: number | string[];
  production: boolean;
  /** keys in base64, the active one first, where they were given directly */
  secretKey?: string;
  secretKeyFile?: string;
  /** where the connectors are described that people do not change */
  connectorsFolder?: string;
  /** where connections may go */
  egress: EgressSettings;
  /** whom e-mails may go to */
  guard: Guard;
  /** IANA time zone of conditions and templates that name none */
  timeZone: string;
  /** what a development key is kept in */
  dataFolder: string;
}

/** Flags of the command line that stand above the environment. */
export interface ConfigFlags {
  database?: string | undefined;
  host?: string | undefined;
  port?: string | undefined;
  'log-level'?: string | undefined;
}

/** Reads the environment. CONFIG names the variable that is wrong and what it may be. */
export function parseConfig(env: Record<string, string | undefined>, flags: ConfigFlags = {}): Config {
  const databaseUrl = flags.database ?? given(env['MAILRULE_DATABASE']) ?? 'sqlite:./mailrule-data/mailrule.db';
  const publicUrl = parsePublicUrl(given(env['MAILRULE_PUBLIC_URL']));
  const secretKey = given(env['MAILRULE_SECRET_KEY']);
  const connectorsFolder = given(env['MAILRULE_CONNECTORS']);
  const secretKeyFile = given(env['MAILRULE_SECRET_KEY_FILE']);
  if (secretKey !== undefined && secretKeyFile !== undefined) {
    throw config('MAILRULE_SECRET_KEY and MAILRULE_SECRET_KEY_FILE are both set; remove one of them.');
  }
  return {
    databaseUrl,
    host: flags.host ?? given(env['MAILRULE_HOST']) ?? '127.0.0.1',
    port: parsePort(flags.port ?? given(env['MAILRULE_PORT']) ?? '8025'),
    logLevel: parseLogLevel(flags['log-level'] ?? given(env['MAILRULE_LOG_LEVEL']) ?? 'info'),
    trustedProxies: parseTrustedProxies(given(env['MAILRULE_TRUSTED_PROXIES'])),
    production: env['NODE_ENV'] === 'production',
    egress: parseEgress(env),
    guard: parseGuard(env),
    timeZone: parseTimeZone(given(env['MAILRULE_TIME_ZONE']) ?? 'UTC'),
    dataFolder: databaseUrl.startsWith('sqlite:') ? dirname(databaseUrl.slice('sqlite:'.length)) : './mailrule-data',
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(connectorsFolder === undefined ? {} : { connectorsFolder }),
    ...(secretKey === undefined ? {} : { secretKey }),
    ...(secretKeyFile === undefined ? {} : { secretKeyFile }),
  };
}

/**
 * The keys that seal stored passwords: the first is used for sealing, all of them open. In production they must be
 * given; elsewhere one is made and kept in the data folder, readable by its owner only.
 */
export function loadSecretKeys(settings: Config): [active: string, ...old: string[]] {
  if (settings.secretKey !== undefined) return parseKeyList(settings.secretKey, 'MAILRULE_SECRET_KEY');
  if (settings.secretKeyFile !== undefined) return readKeyFile(settings.secretKeyFile);
  if (settings.production) {
    throw config(
      'No secret key is set. Make one with "openssl rand -base64 32", keep it safe and apart from the database, and set MAILRULE_SECRET_KEY or MAILRULE_SECRET_KEY_FILE.',
    );
  }
  const file = keyFileOf(settings);
  if (existsSync(file)) return readKeyFile(file);
  const key = randomBytes(32).toString('base64');
  try {
    mkdirSync(settings.dataFolder, { recursive: true });
    // wx: of two processes that start at once only one makes the key, the other fails instead of replacing it.
    writeFileSync(file, `${key}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw config(
      `The secret key cannot be kept in ${file}: ${(error as Error).message}. Choose another place for the database, or set MAILRULE_SECRET_KEY.`,
      error,
    );
  }
  return [key];
}

/** Where the keys are kept, unless they are given directly. */
export function keyFileOf(settings: Config): string {
  return settings.secretKeyFile ?? join(settings.dataFolder, 'secret.key');
}

/** An empty variable counts as not set: that is how compose files and units leave one out. */
function given(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw config(`MAILRULE_PORT must be a number from 0 to 65535, not "${text}".`);
  return port;
}

function parseLogLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level === undefined) throw config(`MAILRULE_LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not "${text}".`);
  return level;
}

function parseTimeZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch (error) {
    throw config(`MAILRULE_TIME_ZONE must be a time zone such as Europe/Berlin, not "${text}".`, error);
  }
}

function parsePublicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw config(`MAILRULE_PUBLIC_URL must be an address such as https://mail.example.com, not "${text}".`);
  }
  return text.replace(/\/+$/, '');
}

/** "1" is the number of proxies, "10.0.0.0/8, 127.0.0.1" are their addresses. */
function parseTrustedProxies(text: string | undefined): number | string[] {
  if (text === undefined) return 0;
  if (/^\d$/.test(text)) return Number(text);
  const list = text.split(',').map((one) => one.trim());
  const wrong = list.find((one) => isIP(one.replace(/\/\d{1,3}$/, '')) === 0);
  if (wrong === undefined) return list;
  throw config(
    `MAILRULE_TRUSTED_PROXIES must be the number of proxies in front (0 to 9) or a list of their addresses; "${wrong}" is neither.`,
  );
}

function config(message: string, cause?: unknown): AppError {
  return new AppError('CONFIG', message, { cause });
}
