import type { CliStreams } from './command.ts';

export function processStreams(): CliStreams {
  // `mailrule outbox list | head` closes the pipe early; that is no mistake.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    say: (text) => void process.stderr.write(text),
    stdin: process.stdin,
    env: process.env,
  };
}

/**
 * Aborts at the first SIGTERM or SIGINT, so that the command ends in order. A second one ends the process at once:
 * whoever asks twice does not want to wait.
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  const onSignal = (name: NodeJS.Signals) => {
    if (stop.signal.aborted) process.exit(name === 'SIGINT' ? 130 : 143);
    stop.abort();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return stop.signal;
}
