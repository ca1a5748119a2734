import { type Command, EXIT } from '../command.ts';
import { loadJson } from '../input-json.ts';
import { UsageError } from '../usage-error.ts';

/** `mailrule send`: an event from a file or stdin, as a workflow would post it. */
export const command: Command = {
  summary: 'Post an event: the rules decide which mails it sends',
  usage: ['<event.json | -> [--idempotency-key <key>]'],
  help: `The file holds the body of POST /api/events. Without --url the mails are stored, and sent by the next
"mailrule serve" or "mailrule worker" on the same database.`,
  options: { 'idempotency-key': { type: 'string' } },
  async run({ args, flags, streams, api, show }) {
    const [file, ...more] = args;
    if (file === undefined || more.length > 0) throw new UsageError('Name one file with the event, or - for stdin.');
    const body = await loadJson(file, streams.stdin);
    const key = flags['idempotency-key'];
    const answer = await (await api()).call<{ approval?: { mails: number; key: string; state: string } | null }>({
      method: 'POST',
      path: '/events',
      body,
      ...(typeof key === 'string' ? { headers: { 'idempotency-key': key } } : {}),
    });
    const { approval } = answer;
    if (approval?.state === 'waiting') {
      streams.say(`${approval.mails} e-mails wait for an approval: mailrule limits approve ${approval.key}\n`);
    }
    show(answer, (value) => `${JSON.stringify(value, null, 2)}\n`);
    return EXIT.ok;
  },
};
