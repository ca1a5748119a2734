import { runCli } from '../../src/cli/run-cli.ts';

export interface Ran {
  code: number;
  /** stdout */
  out: string;
  /** stderr */
  said: string;
}

/** One command line in this process, with an environment of its own. */
export async function runCommand(
  args: string[],
  env: Record<string, string> = {},
  options: { signal?: AbortSignal; say?: (text: string) => void } = {},
): Promise<Ran> {
  const ran = { out: '', said: '' };
  const streams = {
    out: (text: string) => {
      ran.out += text;
    },
    say: (text: string) => {
      ran.said += text;
      options.say?.(text);
    },
    stdin: (async function* () {})(),
    env: { MAILRULE_EGRESS_ALLOW: 'loopback:*', ...env },
  };
  return { code: await runCli(args, streams, options.signal ?? new AbortController().signal), ...ran };
}
