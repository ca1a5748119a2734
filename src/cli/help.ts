import type { Command } from './command.ts';

const COMMON_HELP = `Options of every command:
  --json              machine-readable output; problems as JSON on stderr
  --url <url>         talk to a running server (or MAILRULE_URL)
  --token <token>     API token for --url (or MAILRULE_TOKEN)
  --database <url>    without --url: work on this database in this process (or MAILRULE_DATABASE)
  --log-level <level> trace, debug, info, warn, error, silent (or MAILRULE_LOG_LEVEL)
  -h, --help          this text

Exit codes: 0 done, 1 failed, 2 wrong use or configuration, 3 server or database not reachable, 4 refused
`;

export function generalHelp(commands: ReadonlyMap<string, Command>): string {
  const width = Math.max(...[...commands.keys()].map((name) => name.length));
  const lines = [...commands].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return `mailrule: e-mail connectors, Send email rules and a durable outbox\n\nCommands:\n${lines.join('\n')}\n\n${COMMON_HELP}`;
}

export function commandHelp(name: string, { summary, usage, help }: Command): string {
  const forms = usage.map((form) => `  mailrule ${name} ${form}`.trimEnd()).join('\n');
  return `${summary}\n\n${forms}\n\n${help ? `${help}\n\n` : ''}${COMMON_HELP}`;
}
