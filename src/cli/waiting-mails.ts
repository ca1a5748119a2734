import { AppError } from '../sdk/index.ts';
import { type CommandInput, EXIT, type ExitCode } from './command.ts';
import { instantText, textTable } from './text-table.ts';

interface Line {
  id: string;
  state: string;
  createdAt: number;
  to: string[];
  subject: string;
}

/** What would leave with "resume", or later. */
const WAITING = 'queued,sending,held';

/** All of them: after a restore somebody looks for those that have gone out. */
export async function showWaiting(input: CommandInput): Promise<ExitCode> {
  const lines = await waiting(input);
  input.show(lines, (list) =>
    textTable(
      ['id', 'state', 'created', 'to', 'subject'],
      list.map(({ id, state, createdAt, to, subject }) => [id, state, instantText(createdAt), to.join(', '), subject]),
    ),
  );
  return EXIT.ok;
}

/** Takes all of it back; what cannot be (an e-mail of a run that is not released) is told with its reason. */
export async function cancelWaiting(input: CommandInput, reason: string): Promise<ExitCode> {
  const api = await input.api();
  const { stopped } = await api.call<{ stopped: object | null }>({ method: 'GET', path: '/guard' });
  // Otherwise it would be a race with the worker.
  if (stopped === null) throw new AppError('STATE', 'Sending is not stopped. Stop it first: mailrule guard stop.');
  let cancelled = 0;
  const refused: { id: string; reason: string }[] = [];
  for (const { id } of await waiting(input)) {
    try {
      await api.call({ method: 'POST', path: `/outbox/${encodeURIComponent(id)}/cancel`, body: { reason } });
      cancelled += 1;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'STATE') throw error;
      refused.push({ id, reason: error.message });
    }
  }
  input.show({ cancelled, refused }, () => {
    const lines = refused.map((one) => `${one.id} was not: ${one.reason}\n`);
    return `${cancelled} cancelled.\n${lines.join('')}`;
  });
  return refused.length === 0 ? EXIT.ok : EXIT.failed;
}

async function waiting(input: CommandInput): Promise<Line[]> {
  const api = await input.api();
  const lines: Line[] = [];
  let before: string | undefined;
  do {
    const query = { state: WAITING, limit: '200', ...(before === undefined ? {} : { before }) };
    const page = await api.call<{ items: Line[]; next: string | null }>({ method: 'GET', path: '/outbox', query });
    lines.push(...page.items);
    before = page.next ?? undefined;
  } while (before !== undefined);
  return lines;
}
