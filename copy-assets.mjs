/** Copies to dist/ what the compiler leaves behind: JSON files and layouts that are read at run time, and the web page. */
import { chmodSync, cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

for (const folder of ['connectors', 'rules']) {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    // A schema is compiled into the code as its .gen.ts.
    if (!/\.(json|html)$/.test(file) || file.endsWith('.schema.json')) continue;
    cpSync(join(folder, file), join('dist', folder, file));
  }
}
cpSync('web/dist', 'dist/web', { recursive: true });
chmodSync('dist/src/cli/index.js', 0o755);
