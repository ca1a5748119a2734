import { createApp } from '../app.ts';
import type { Config } from '../config.ts';
import { ROLES } from '../http/route.ts';
import { createLogger } from '../logger.ts';
import { openSecretKeys } from '../open-keys.ts';
import { type Api, localApi, remoteApi } from './api.ts';
import type { FlagValues } from './command.ts';

/** Who "modified by" names for what was done on the machine itself. */
const OPERATOR = { id: 'cli', name: 'command line', roles: [...ROLES] };

/** The server given with --url; otherwise the routes run in this process on the configured database. */
export async function openApi(
  flags: FlagValues,
  env: Record<string, string | undefined>,
  config: () => Config,
  signal: AbortSignal,
): Promise<Api> {
  const url = text(flags['url']) ?? env['MAILRULE_URL'];
  if (url) return remoteApi({ url, token: text(flags['token']) ?? env['MAILRULE_TOKEN'], signal });
  const settings = config();
  const quiet = flags['log-level'] === undefined && env['MAILRULE_LOG_LEVEL'] === undefined;
  // stdout is for results.
  const log = createLogger({ level: quiet ? 'silent' : settings.logLevel, toStderr: true });
  const app = await createApp({
    databaseUrl: settings.databaseUrl,
    secretKeys: openSecretKeys(settings, log),
    egress: settings.egress,
    guard: settings.guard,
    timeZone: settings.timeZone,
    log,
  });
  return localApi(app.dispatch, OPERATOR, signal, () => app.close());
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
