/** A worker process of the kill tests: sends what is in the database until it is killed. Settings come as JSON in argv. */

import type { MailAccount } from '../../src/sdk/index.ts';
import { openOutboxRig } from '../support/outbox-rig.ts';

export interface WorkerSettings {
  url: string;
  account: MailAccount;
}

const { url, account } = JSON.parse(process.argv[2] ?? '{}') as WorkerSettings;
const rig = await openOutboxRig({ url, accounts: [account], insertConnectors: false });
await rig.outbox.start();
process.on('disconnect', () => process.exit(0));
