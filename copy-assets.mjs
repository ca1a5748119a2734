/** Copies to dist/ what the compiler leaves behind: the JSON files that are read at run time. Part of `npm run build`. */
import { chmodSync, cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

for (const folder of ['connectors', 'rules']) {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    // A schema is compiled into the code as its .gen.ts.
    if (!file.endsWith('.json') || file.endsWith('.schema.json')) continue;
    cpSync(join(folder, file), join('dist', folder, file));
  }
}
if (existsSync('web/dist')) cpSync('web/dist', 'dist/web', { recursive: true });
chmodSync('dist/src/cli/index.js', 0o755);
