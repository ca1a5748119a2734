/** A worker process of the kill tests: sends what is in the database until it is killed. Settings come as JSON in argv. */

import type { WorkerRole } from '../../src/outbox/worker-role.ts';
import type { MailAccount } from '../../src/sdk/index.ts';
import { openOutboxRig } from '../support/outbox-rig.ts';

export interface WorkerSettings {
  url: string;
  accounts: MailAccount[];
  role?: WorkerRole;
}

const { url, accounts, role } = JSON.parse(process.argv[2] ?? '{}') as WorkerSettings;
const rig = await openOutboxRig({ url, accounts, insertConnectors: false });
await rig.outbox.start(role);
process.send?.('started');
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => void rig.close().then(() => process.exit(0)));
