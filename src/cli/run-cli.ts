import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseConfig } from '../config.ts';
import { fieldName, fieldsText, toAppError } from '../sdk/index.ts';
import { findDatabaseError } from '../store/database-error.ts';
import type { Api } from './api.ts';
import {
  type CliStreams,
  type Command,
  type CommandInput,
  EXIT,
  type ExitCode,
  type FlagValues,
  type OptionsConfig,
} from './command.ts';
import { exitCodeOf } from './exit-code.ts';
import { commandHelp, generalHelp } from './help.ts';
import { openApi } from './open-api.ts';
import { UsageError } from './usage-error.ts';

/** Options of every command. */
const COMMON = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  url: { type: 'string' },
  token: { type: 'string' },
  database: { type: 'string' },
  'log-level': { type: 'string' },
} as const satisfies OptionsConfig;

const FOLDER = join(import.meta.dirname, 'commands');

/** Runs one command line (without "node" and the script) and answers its exit code. Nothing is thrown. */
export async function runCli(argv: string[], streams: CliStreams, signal: AbortSignal): Promise<ExitCode> {
  const [name = 'help', ...rest] = argv;
  const json = rest.includes('--json');
  try {
    if (name === 'help' || name === '--help' || name === '-h') {
      streams.out(generalHelp(await allCommands()));
      return EXIT.ok;
    }
    const command = await loadCommand(name);
    return await runCommand(name, command, rest, streams, signal);
  } catch (thrown) {
    return refuse(thrown, json, streams);
  }
}

/** Names of the commands: the files of the folder. */
export function commandNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => /\.(ts|js)$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => file.replace(/\.(ts|js)$/, ''))
    .sort();
}

async function allCommands(): Promise<Map<string, Command>> {
  const commands = new Map<string, Command>();
  for (const name of commandNames()) commands.set(name, await loadCommand(name));
  return commands;
}

async function loadCommand(name: string): Promise<Command> {
  const file = readdirSync(FOLDER).find((one) => one === `${name}.ts` || one === `${name}.js`);
  if (file === undefined) throw new UsageError(`There is no command "${name}". "mailrule help" lists the commands.`);
  const { command } = (await import(join(FOLDER, file))) as { command: Command };
  return command;
}

async function runCommand(
  name: string,
  command: Command,
  rest: string[],
  streams: CliStreams,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { flags, args } = parseFlags(name, command, rest);
  // The word alone is no argument of any command; taken for one, "serve help" would start a server.
  if (flags['help'] || (args.length === 1 && args[0] === 'help')) {
    streams.out(commandHelp(name, command));
    return EXIT.ok;
  }
  const opened: Api[] = [];
  const config = () => parseConfig(streams.env, configFlags(flags));
  const input: CommandInput = {
    flags,
    args,
    streams,
    signal,
    config,
    api: async () => {
      const api = opened[0] ?? (await openApi(flags, streams.env, config, signal));
      opened[0] = api;
      return api;
    },
    show: (value, text) => streams.out(flags['json'] ? `${JSON.stringify(value, null, 2)}\n` : text(value)),
  };
  try {
    return await command.run(input);
  } finally {
    for (const api of opened) await api.close();
  }
}

function parseFlags(name: string, command: Command, rest: string[]): { flags: FlagValues; args: string[] } {
  try {
    const options = { ...COMMON, ...command.options };
    const args = joinDashedValues(rest, options);
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
    return { flags: values as FlagValues, args: positionals };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}. See "mailrule ${name} --help".`);
  }
}

/** A value may begin with a dash, as one fingerprint of a key in 64 does; the name of an option is none. */
function joinDashedValues(rest: string[], options: OptionsConfig): string[] {
  const known = (text: string) => options[text.replace(/^--(no-)?|=.*$/g, '')] !== undefined;
  const joined: string[] = [];
  for (const text of rest) {
    const before = joined.at(-1) ?? '';
    const waits = before.startsWith('--') && options[before.slice(2)]?.type === 'string';
    const value = waits && /^-./.test(text) && text !== '-h' && !known(text);
    if (value) joined[joined.length - 1] = `${before}=${text}`;
    else joined.push(text);
  }
  return joined;
}

function configFlags(flags: FlagValues) {
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined);
  return { database: text('database'), host: text('host'), port: text('port'), 'log-level': text('log-level') };
}

function refuse(thrown: unknown, json: boolean, streams: CliStreams): ExitCode {
  if (thrown instanceof UsageError) {
    streams.say(json ? `${JSON.stringify({ code: 'USAGE', detail: thrown.message })}\n` : `${thrown.message}\n`);
    return EXIT.usage;
  }
  const error = findDatabaseError(thrown) ?? toAppError(thrown);
  const { fields = [], ...details } = error.details;
  if (json) {
    streams.say(`${JSON.stringify({ code: error.code, detail: error.message, errors: fields, details })}\n`);
  } else {
    // Without an own sentence the message only repeats what the lines say, each with its field.
    const repeats = fields.length > 0 && error.message === fieldsText(fields);
    const lines = fields.map(({ path, message }) => `  ${fieldName(path)}: ${message}`);
    streams.say([repeats ? `${error.title}:` : error.message, ...lines, ''].join('\n'));
  }
  // A foreign error says nothing by its sentence; here there is no log that would have the details.
  if (error.code === 'INTERNAL' && error.cause instanceof Error) streams.say(`${error.cause.stack}\n`);
  return exitCodeOf(error);
}
