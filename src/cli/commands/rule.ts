import type { Api } from '../api.ts';
import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { loadJson } from '../input-json.ts';
import { instantText, textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

interface Named {
  id: string;
  name: string;
}

interface RuleLine extends Named {
  enabled: boolean;
  proposed?: { by: string; at: number };
  trigger: { kind: string; event?: string; mailbox?: string };
  actions: { action: string }[];
}

type Stored = Named & Pick<RuleLine, 'proposed'>;
type Definition = Record<string, unknown>;

/** `mailrule rule`: forms and rules as files. */
export const command: Command = {
  summary: 'List rules, or import forms and rules from files',
  usage: ['list', 'import <file.json | -> ...', 'approve <id>', 'decline <id>'],
  help: `A file holds one form (it has a "schema"), one rule, or a list of them. What has the same name is changed.
Rules may name forms and connectors by their names instead of their ids.
Where a second person approves changes ("mailrule run settings --rules-four-eyes on"), a change waits; "list" says whose, "approve" and "decline"
decide about it. Who proposed it can only decline.`,
  async run(input) {
    const [action, ...files] = input.args;
    if (action === 'list' && files.length === 0) return list(input);
    if (action === 'import' && files.length > 0) return importFiles(input, files);
    const [id, ...more] = files;
    if ((action === 'approve' || action === 'decline') && id !== undefined && more.length === 0) {
      return decide(input, action, id);
    }
    throw new UsageError('Use: mailrule rule list, import <file> ..., approve <id>, or decline <id>.');
  },
};

async function list(input: CommandInput): Promise<ExitCode> {
  const answer = await (await input.api()).call<{ items: RuleLine[] }>({ method: 'GET', path: '/rules' });
  input.show(answer, ({ items }) =>
    textTable(
      ['id', 'name', 'trigger', 'actions', 'enabled', 'waits'],
      items.map(({ id, name, trigger, actions, enabled, proposed }) => [
        id,
        name,
        `${trigger.kind} ${trigger.event ?? trigger.mailbox}`,
        actions.map(({ action }) => action).join(', '),
        enabled ? 'yes' : 'no',
        proposed === undefined ? '' : `a change by ${proposed.by}, ${instantText(proposed.at)}`,
      ]),
    ),
  );
  return EXIT.ok;
}

async function decide(input: CommandInput, action: 'approve' | 'decline', id: string): Promise<ExitCode> {
  const api = await input.api();
  const { proposed } = await api.call<RuleLine>({ method: 'GET', path: `/rules/${id}` });
  const body = { proposedAt: proposed?.at ?? 0 };
  const rule = await api.call<RuleLine>({ method: 'POST', path: `/rules/${id}/${action}`, body });
  const said = action === 'approve' ? 'is changed' : 'stays as it is';
  input.show(rule, ({ name }) => `The rule "${name}" ${said}.\n`);
  return EXIT.ok;
}

async function importFiles(input: CommandInput, files: string[]): Promise<ExitCode> {
  const definitions: Definition[] = [];
  for (const file of files) definitions.push(...[await loadJson(file, input.streams.stdin)].flat().map(asDefinition));
  const api = await input.api();
  const done: { kind: string; id: string; name: string; done: string }[] = [];
  // Forms first: rules may name those of the same import.
  for (const form of definitions.filter(isForm)) done.push({ kind: 'form', ...(await save(api, '/forms', form)) });
  const [forms, connectors] = [await namesOf(api, '/forms'), await connectorNames(api)];
  for (const rule of definitions.filter((one) => !isForm(one))) {
    done.push({ kind: 'rule', ...(await save(api, '/rules', withIds(rule, forms, connectors))) });
  }
  input.show(done, (lines) =>
    textTable(
      ['done', 'kind', 'id', 'name'],
      lines.map((line) => [line.done, line.kind, line.id, line.name]),
    ),
  );
  return EXIT.ok;
}

async function save(api: Api, path: '/forms' | '/rules', body: Definition) {
  const known = (await namesOf(api, path)).get(keyOf(body['name']));
  const stored = known
    ? await api.call<Stored>({ method: 'PUT', path: `${path}/${known}`, body })
    : await api.call<Stored>({ method: 'POST', path, body });
  const done = stored.proposed ? 'proposed' : known ? 'updated' : 'created';
  return { id: stored.id, name: stored.name, done };
}

async function namesOf(api: Api, path: string): Promise<Map<string, string>> {
  const { items } = await api.call<{ items: Named[] }>({ method: 'GET', path });
  return new Map(items.map(({ id, name }) => [keyOf(name), id]));
}

async function connectorNames(api: Api): Promise<Map<string, string>> {
  const answer = await api.call<{ connectors: { id: string; displayName: string }[] }>({
    method: 'GET',
    path: '/connectors',
  });
  return new Map(answer.connectors.map(({ id, displayName }) => [keyOf(displayName), id]));
}

/** An id stays as it is; what is neither name nor id is refused by the server, which says where. */
function withIds(rule: Definition, forms: Map<string, string>, connectors: Map<string, string>): Definition {
  const replaced = (of: unknown, key: string, ids: Map<string, string>) => {
    const value = asDefinition(of);
    const id = ids.get(keyOf(value[key]));
    return id === undefined ? of : { ...value, [key]: id };
  };
  const actions = Array.isArray(rule['actions']) ? rule['actions'].map(asDefinition) : undefined;
  return {
    ...rule,
    ...(rule['trigger'] === undefined ? {} : { trigger: replaced(rule['trigger'], 'form', forms) }),
    ...(actions && {
      actions: actions.map((action) => ({ ...action, params: replaced(action['params'], 'connector', connectors) })),
    }),
  };
}

function isForm(definition: Definition): boolean {
  return 'schema' in definition;
}

function keyOf(name: unknown): string {
  return typeof name === 'string' ? name.normalize('NFKC').trim().toLowerCase() : '';
}

function asDefinition(value: unknown): Definition {
  return typeof value === 'object' && value !== null ? (value as Definition) : {};
}
