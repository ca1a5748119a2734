import { openStore } from '../../src/store/store.ts';
import { openTokens, runSenders } from './token-senders.ts';

/** A process of its own with twenty senders: started by `runTokenProcess`. */
interface Task {
  databaseUrl: string;
  secretKey: string;
  connectorId: string;
  senders: number;
  rounds: number;
}

const task = JSON.parse(process.argv[2] ?? '{}') as Task;
const store = await openStore({ url: task.databaseUrl });
const source = await (await openTokens(store, task.secretKey))(task.connectorId);
const result = await runSenders(source, task);
await store.close();
process.send?.(result);
