import type { AppOptions } from './app-interface.ts';
import { type Config, keyFileOf, loadSecretKeys } from './config.ts';
import type { Logger } from './logger.ts';
import { openKeyFile } from './secrets/key-file.ts';

/** The keys of the configuration: those of a file may be changed while the process runs, those of the environment not. */
export function openSecretKeys(config: Config, log: Logger): AppOptions['secretKeys'] {
  const keys = loadSecretKeys(config);
  return config.secretKey === undefined ? openKeyFile(keyFileOf(config), log) : keys;
}
