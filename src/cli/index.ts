#!/usr/bin/env node
import { processStreams, stopSignal } from './process-streams.ts';
import { runCli } from './run-cli.ts';

process.exitCode = await runCli(process.argv.slice(2), processStreams(), stopSignal());
