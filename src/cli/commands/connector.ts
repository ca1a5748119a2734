import { type Command, type CommandInput, EXIT, type ExitCode } from '../command.ts';
import { connectorSecurity, SECURITY_OPTIONS } from '../connector-security.ts';
import { loadJson } from '../input-json.ts';
import { instantText, textTable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

const SECURITY_USAGE =
  'security <name> [--administrators <names>] [--users <names>] [--excluded <names>] [--read-only | --no-read-only] [--b2b | --no-b2b]';

/** The part of GET /connectors that is shown. */
interface Line {
  id: string;
  type: string;
  displayName: string;
  state: string;
  stateReason: string;
  stateAt: number;
  from: { address: string } | null;
}

/** `mailrule connector`: the named data sources. */
export const command: Command = {
  summary: 'List, import or export connectors, and say who may use them',
  usage: ['list', 'import <file.json | -> ...', 'export', SECURITY_USAGE],
  help: `A file holds one definition, a list of them, or what "export" printed. Secrets are never exported; on import a
stored secret stays as long as its host, port, security and user stay. A connector is known by its id, else by its name.
"security" shows who may change a connector and in whose name it sends, and changes what is given: names of people and
group:<name>, with commas between them; "" names nobody, which means everyone.`,
  options: SECURITY_OPTIONS,
  async run(input) {
    const [action, ...files] = input.args;
    if (action === 'list' && files.length === 0) return list(input);
    if (action === 'export' && files.length === 0) return exportAll(input);
    if (action === 'import' && files.length > 0) return importFiles(input, files);
    const [name, ...more] = files;
    if (action === 'security' && name !== undefined && more.length === 0) return connectorSecurity(input, name);
    throw new UsageError('Use: mailrule connector list, export, import <file> ..., or security <name>.');
  },
};

async function list(input: CommandInput): Promise<ExitCode> {
  const api = await input.api();
  const answer = await api.call<{ connectors: Line[] }>({ method: 'GET', path: '/connectors' });
  input.show(answer, ({ connectors }) =>
    textTable(
      ['id', 'name', 'type', 'from', 'state', 'since', 'reason'],
      connectors.map((line) => [
        line.id,
        line.displayName,
        line.type,
        line.from?.address ?? '-',
        line.state,
        instantText(line.stateAt),
        line.stateReason,
      ]),
    ),
  );
  return EXIT.ok;
}

async function exportAll(input: CommandInput): Promise<ExitCode> {
  const api = await input.api();
  const answer = await api.call<object>({ method: 'GET', path: '/connectors/export' });
  input.show(answer, (value) => `${JSON.stringify(value, null, 2)}\n`);
  return EXIT.ok;
}

async function importFiles(input: CommandInput, files: string[]): Promise<ExitCode> {
  const connectors: unknown[] = [];
  for (const file of files) connectors.push(...definitionsIn(await loadJson(file, input.streams.stdin)));
  const api = await input.api();
  const answer = await api.call<{ created: string[]; updated: string[] }>({
    method: 'POST',
    path: '/connectors/import',
    body: { connectors },
  });
  input.show(answer, ({ created, updated }) =>
    textTable(
      ['done', 'connector'],
      [...created.map((name) => ['created', name]), ...updated.map((name) => ['updated', name])],
    ),
  );
  return EXIT.ok;
}

function definitionsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  const { connectors } = (value ?? {}) as { connectors?: unknown };
  return Array.isArray(connectors) ? connectors : [value];
}
