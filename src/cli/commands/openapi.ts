import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../app.ts';
import { createLogger } from '../../logger.ts';
import { newSecretKey } from '../../secrets/secret-box.ts';
import { type Command, EXIT } from '../command.ts';

/** `mailrule openapi`: needs neither server nor configuration; the routes are made on an empty database. */
export const command: Command = {
  summary: 'Print the OpenAPI 3.1 document of the HTTP API',
  usage: [''],
  async run({ streams }) {
    const folder = mkdtempSync(join(tmpdir(), 'mailrule-openapi-'));
    try {
      const app = await createApp({
        databaseUrl: `sqlite:${join(folder, 'empty.db')}`,
        secretKeys: [newSecretKey()],
        log: createLogger({ level: 'silent', toStderr: true }),
      });
      streams.out(`${JSON.stringify(app.openApi(), null, 2)}\n`);
      await app.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return EXIT.ok;
  },
};
