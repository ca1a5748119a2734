import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { instantText } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';
import { cancelWaiting, showWaiting } from '../waiting-mails.ts';

interface Status {
  text: string | null;
  stopped: { reason: string; by: string; at: number } | null;
}

/** `mailrule guard`: whom this installation may write to, and the switch that stops all sending. */
export const command: Command = {
  summary: 'Show or set whom e-mails may go to; stop and resume all sending',
  usage: [
    '',
    'set off | capture | redirect --to <address> | allow-list --allow <addresses and @domains, separated by commas>',
    'stop --reason <text>',
    'resume',
    'waiting',
    'cancel-waiting --reason <text>',
  ],
  help: `"stop" holds for all processes and for what is queued, at once; nothing is lost. What the guard captured is not sent when it is
switched off. The guard of the environment (MAILRULE_GUARD) cannot be weakened here.
"waiting" lists what would leave with "resume": after a restore, look there for what has gone out already; "cancel-waiting" takes all of it back.`,
  options: { to: { type: 'string' }, allow: { type: 'string' }, reason: { type: 'string' } },
  async run(input) {
    const [action, mode, ...more] = input.args;
    if (more.length > 0 || (action !== 'set' && mode !== undefined)) {
      throw new UsageError(`Too many arguments: ${[mode, ...more].join(' ')}.`);
    }
    switch (action) {
      case undefined:
        return show(input, 'GET', '/guard');
      case 'set':
        return set(input, mode);
      case 'stop':
        return show(input, 'POST', '/guard/stop', { reason: text(input, 'reason', 'Say why with --reason <text>.') });
      case 'resume':
        return show(input, 'POST', '/guard/resume', {});
      case 'waiting':
        return showWaiting(input);
      case 'cancel-waiting':
        return cancelWaiting(input, text(input, 'reason', 'Say why with --reason <text>.'));
      default:
        throw new UsageError(`There is no "mailrule guard ${action}".`);
    }
  },
};

async function set(input: CommandInput, mode: string | undefined): Promise<ExitCode> {
  const api = await input.api();
  await api.call({ method: 'PUT', path: '/settings/guard', body: guardOf(input, mode) });
  return show(input, 'GET', '/guard');
}

function guardOf(input: CommandInput, mode: string | undefined): object {
  switch (mode) {
    case 'off':
    case 'capture':
      return { mode };
    case 'redirect':
      return { mode, redirectTo: text(input, 'to', 'Say where to with --to <address>.') };
    case 'allow-list': {
      const allowed = text(input, 'allow', 'Name addresses and domains with --allow <list>.').split(/[\s,]+/);
      return { mode: 'allow_list', allowed: allowed.filter((entry) => entry !== '') };
    }
    default:
      throw new UsageError(
        'Use: mailrule guard set off, capture, redirect --to <address>, or allow-list --allow <list>.',
      );
  }
}

async function show(input: CommandInput, method: 'GET' | 'POST', path: string, body?: object): Promise<ExitCode> {
  const api = await input.api();
  const status = await api.call<Status>({ method, path, ...(body === undefined ? {} : { body }) });
  input.show(status, statusText);
  return EXIT.ok;
}

function statusText({ text: guard, stopped }: Status): string {
  const sending =
    stopped === null
      ? 'Sending: on.'
      : `Sending: STOPPED by ${stopped.by} since ${instantText(stopped.at)}: ${stopped.reason}`;
  return `${sending}\nGuard: ${guard ?? 'off, e-mails go to their recipients.'}\n`;
}

function text({ flags }: CommandInput, name: string, missing: string): string {
  const value = flags[name];
  if (typeof value !== 'string' || value.trim() === '') throw new UsageError(missing);
  return value.trim();
}
