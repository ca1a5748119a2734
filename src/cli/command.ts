import type { ParseArgsConfig } from 'node:util';
import type { Config } from '../config.ts';
import type { Api } from './api.ts';

/** Exit codes of every command; documented in docs/operations.md and in `mailrule help`. */
export const EXIT = { ok: 0, failed: 1, usage: 2, unreachable: 3, refused: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Where a command reads and writes; tests own it. */
export interface CliStreams {
  /** stdout: results only */
  out(text: string): void;
  /** stderr: everything that is said to a person */
  say(text: string): void;
  stdin: AsyncIterable<Uint8Array>;
  env: Record<string, string | undefined>;
}

export type OptionsConfig = NonNullable<ParseArgsConfig['options']>;
export type FlagValues = Record<string, string | boolean | undefined>;

export interface CommandInput {
  flags: FlagValues;
  args: string[];
  streams: CliStreams;
  /** read from environment and flags when asked for: a command that talks to a server needs none */
  config(): Config;
  /** the API of the server given with --url, or of the database on this machine; closed after the command */
  api(): Promise<Api>;
  /** prints `value` as JSON with --json, else the text made of it */
  show<T>(value: T, text: (value: T) => string): void;
  /** aborts at Ctrl-C and SIGTERM */
  signal: AbortSignal;
}

/** One command: one file in src/cli/commands/, found by its name, exported as `command`. */
export interface Command {
  summary: string;
  /** one line per form, without "mailrule <name>" */
  usage: string[];
  /** further lines of the help text */
  help?: string;
  options?: OptionsConfig;
  run(input: CommandInput): Promise<ExitCode>;
}
