import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { instantText, textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

interface Schedule {
  id: string;
  name: string;
  text: string;
  timeZone: string;
  state: string;
  lastRunAt: number | null;
  nextRuns: number[];
}

interface Run {
  dueAt: number;
  at: number;
  outcome: string;
  message: string | null;
  eventId: string | null;
}

interface Event {
  eventId: string;
  rules: { name: string; fired: boolean; mails: unknown[] }[];
}

const USE = 'Use: mailrule schedule list, or history, run, pause, resume, hook or end-hook with the id of a schedule.';

/** `mailrule schedule`: rules that look at stored facts by themselves. */
export const command: Command = {
  summary: 'List, run, pause or resume schedules, and see what became of their runs',
  usage: ['list', 'history <id>', 'run <id>', 'pause <id>', 'resume <id>', 'hook <id>', 'end-hook <id>'],
  help: 'What falls into a pause is not made up for. "run" leaves the times of the schedule as they are. "hook" makes a new URL for the webhook of a schedule on demand and tells it once; one that it had ends.',
  options: {},
  async run(input) {
    const [action, id, ...more] = input.args;
    if (more.length > 0) throw new UsageError(`Too many arguments: ${more.join(' ')}. ${USE}`);
    if (action === 'list' && id === undefined) return list(input);
    if (action === undefined || id === undefined || action === 'list') {
      throw new UsageError(USE);
    }
    const path = `/schedules/${encodeURIComponent(id)}`;
    switch (action) {
      case 'history':
        return history(input, path);
      case 'run':
        return fire(input, path);
      case 'pause':
      case 'resume': {
        const one = await (await input.api()).call<Schedule>({ method: 'POST', path: `${path}/${action}` });
        input.show(one, (schedule) => table([schedule]));
        return EXIT.ok;
      }
      case 'hook': {
        const hook = await (await input.api()).call<{ path: string }>({ method: 'POST', path: `${path}/hook` });
        input.show(hook, (made) => `Call it with POST, below the address of this server:\n${made.path}\n`);
        return EXIT.ok;
      }
      case 'end-hook':
        await (await input.api()).call({ method: 'DELETE', path: `${path}/hook` });
        input.show({ ended: true }, () => 'Nobody can call it any more.\n');
        return EXIT.ok;
      default:
        throw new UsageError(`There is no "mailrule schedule ${action}".`);
    }
  },
};

async function list(input: CommandInput): Promise<ExitCode> {
  const api = await input.api();
  const items: Schedule[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query: Record<string, string> = after === '' ? {} : { after };
    const page: { items: Schedule[]; next: string | null } = await api.call({
      method: 'GET',
      path: '/schedules',
      query,
    });
    items.push(...page.items);
    after = page.next;
  }
  input.show({ items }, (all) => table(all.items));
  return EXIT.ok;
}

async function history(input: CommandInput, path: string): Promise<ExitCode> {
  const answer = await (await input.api()).call<{ items: Run[] }>({ method: 'GET', path: `${path}/history` });
  input.show(answer, ({ items }) =>
    textTable(
      ['due', 'done', 'outcome', 'event', 'why'],
      items.map(({ dueAt, at, outcome, eventId, message }) => [
        ...[instantText(dueAt), instantText(at), outcome, eventId ?? '', message ?? ''],
      ]),
    ),
  );
  return EXIT.ok;
}

async function fire(input: CommandInput, path: string): Promise<ExitCode> {
  const event = await (await input.api()).call<Event>({ method: 'POST', path: `${path}/run` });
  input.show(event, ({ eventId, rules }) =>
    textTable(
      ['event', 'rule', 'fired', 'e-mails'],
      rules.map(({ name, fired, mails }) => [eventId, name, fired ? 'yes' : 'no', String(mails.length)]),
    ),
  );
  return EXIT.ok;
}

function table(items: readonly Schedule[]): string {
  return textTable(
    ['id', 'name', 'schedule', 'zone', 'state', 'last run', 'next run'],
    items.map(({ id, name, text, timeZone, state, lastRunAt, nextRuns }) => [
      ...[id, name, text, timeZone, state, lastRunAt === null ? '' : instantText(lastRunAt)],
      nextRuns[0] === undefined ? '' : instantText(nextRuns[0]),
    ]),
  );
}
