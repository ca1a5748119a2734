import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Short on purpose: unix sockets live in it, and their paths end at 108 characters. 0755, so that a server's own user can walk in. */
export function makeTempFolder(prefix: string): string {
  const folder = mkdtempSync(join('/tmp', `mr-${prefix}-`));
  chmodSync(folder, 0o755);
  return folder;
}

export function removeTempFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
