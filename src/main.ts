import { processStreams, stopSignal } from './cli/process-streams.ts';
import { runCli } from './cli/run-cli.ts';

/** The server process: `node dist/src/main.js` is `mailrule serve`. */
process.exitCode = await runCli(['serve', ...process.argv.slice(2)], processStreams(), stopSignal());
