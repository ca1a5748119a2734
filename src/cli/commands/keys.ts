import { keyFileOf, loadSecretKeys } from '../../config.ts';
import type { ListedKey } from '../../keys/list-keys.ts';
import type { RotateProgress } from '../../keys/rotate.ts';
import { AppError } from '../../sdk/index.ts';
import { addKey } from '../../secrets/add-key.ts';
import { keyId, readKey } from '../../secrets/secret-box.ts';
import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

/** `mailrule keys`: the secret keys, by their ids; a key itself is never printed. */
export const command: Command = {
  summary: 'List the secret keys, put a new one into the key file, and seal everything with it',
  usage: ['list', 'add', 'rotate'],
  help: `"add" makes a new key and puts it in front in the key file of this machine: running processes seal with it within a second.
"rotate" seals again whatever an older key sealed, while mails are sent. It may be ended and begun again at any moment. Then
"list" shows whether the old key is still needed; take it out of the file when it has no values. See docs/operations.md.`,
  async run(input) {
    const [action, ...more] = input.args;
    if (more.length === 0 && action === 'list') return list(input);
    if (more.length === 0 && action === 'add') return add(input);
    if (more.length === 0 && action === 'rotate') return rotate(input);
    throw new UsageError('Use: mailrule keys list, add, or rotate.');
  },
};

async function list(input: CommandInput): Promise<ExitCode> {
  const api = await input.api();
  const answer = await api.call<{ keys: ListedKey[] }>({ method: 'GET', path: '/keys' });
  input.show(answer, ({ keys }) =>
    textTable(
      ['key', 'role', 'values', 'what'],
      keys.map(({ id, role, values, sealed }) => [
        id,
        role,
        String(values),
        sealed.map((one) => `${one.what}: ${one.values}`).join(', ') || '-',
      ]),
    ),
  );
  return answer.keys.some(({ role }) => role === 'missing') ? EXIT.failed : EXIT.ok;
}

async function add(input: CommandInput): Promise<ExitCode> {
  const config = input.config();
  if (config.secretKey !== undefined) {
    const way = 'Put a new one in front of it yourself ("openssl rand -base64 32"), or use MAILRULE_SECRET_KEY_FILE';
    throw new AppError('CONFIG', `The key stands in MAILRULE_SECRET_KEY, which cannot be written from here. ${way}.`);
  }
  loadSecretKeys(config);
  const file = keyFileOf(config);
  const id = keyId(readKey(addKey(file)));
  input.show({ file, id }, () => `The new key ${id} is in front in ${file}. Next: mailrule keys rotate\n`);
  return EXIT.ok;
}

async function rotate(input: CommandInput): Promise<ExitCode> {
  const api = await input.api();
  let last: RotateProgress | undefined;
  for await (const progress of api.lines<RotateProgress>({ method: 'POST', path: '/keys/rotate' })) {
    last = progress;
    input.streams.say(`${progress.what}: ${progress.looked} of ${progress.of}, sealed again: ${progress.sealed}\n`);
  }
  if (last === undefined)
    throw new AppError('INTERNAL', 'The server ended without an answer. Repeat: mailrule keys rotate');
  input.show(last, resultText);
  return last.done && last.unreadable.length === 0 ? EXIT.ok : EXIT.failed;
}

function resultText({ active, sealed, done, unreadable }: RotateProgress): string {
  const lost = unreadable.map(({ what, id, key }) => `  ${what}: ${id} (key ${key ?? 'unknown'})\n`).join('');
  const head = done
    ? `Done: ${sealed} values were sealed again, with the key ${active}.\n`
    : `NOT done: ${sealed} values were sealed again, and new ones came with another key. A process still seals with it: give all processes the key ${active} as their first one, then repeat.\n`;
  return lost === '' ? head : `${head}These cannot be opened; restore their key, or type the secrets again:\n${lost}`;
}
