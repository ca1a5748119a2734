/** A process that opens a database and keeps it. */
import { openStore } from '../../src/store/store.ts';

await openStore({ url: process.argv[2] ?? '' });
process.send?.('open');
