import type { TestReport, TestStep } from '../../sdk/index.ts';
import type { Api } from '../api.ts';
import { type Command, EXIT } from '../command.ts';
import { loadJson } from '../input-json.ts';
import { printable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

/** `mailrule test-connection`: every step with what the server said and what to do. */
export const command: Command = {
  summary: 'Prove a connector step by step, saved or from a file',
  usage: [
    '<connector id or name> [--recipient <address>] [--send]',
    '--file <definition.json | -> [--recipient <address>] [--send]',
  ],
  help: `--recipient asks the server whether it takes mail for this address, without sending.
--send really sends one test mail there and looks for it. Exit code 1: a step failed.`,
  options: { file: { type: 'string' }, recipient: { type: 'string' }, send: { type: 'boolean' } },
  async run({ args, flags, streams, api, show }) {
    const [name, ...more] = args;
    const file = flags['file'];
    if (more.length > 0 || (name === undefined) === (file === undefined)) {
      throw new UsageError('Name one connector, or give its values with --file.');
    }
    const request = {
      ...(typeof flags['recipient'] === 'string' ? { recipient: flags['recipient'] } : {}),
      ...(flags['send'] === true ? { sendTestMail: true } : {}),
    };
    const calls = await api();
    const report =
      typeof file === 'string'
        ? await testValues(calls, await loadJson(file, streams.stdin), request)
        : await calls.call<TestReport>({
            method: 'POST',
            path: `/connectors/${encodeURIComponent(await idOf(calls, name ?? ''))}/test`,
            body: request,
          });
    show(report, reportText);
    return report.ok ? EXIT.ok : EXIT.failed;
  },
};

function testValues(api: Api, definition: unknown, request: object): Promise<TestReport> {
  const { type, settings } = (definition ?? {}) as { type?: unknown; settings?: unknown };
  return api.call<TestReport>({ method: 'POST', path: '/connectors/test', body: { type, settings, ...request } });
}

/** Connectors are known by name to people and by id to scripts. */
async function idOf(api: Api, name: string): Promise<string> {
  const { connectors } = await api.call<{ connectors: { id: string; displayName: string }[] }>({
    method: 'GET',
    path: '/connectors',
  });
  const wanted = name.toLowerCase();
  return connectors.find(({ displayName }) => displayName.toLowerCase() === wanted)?.id ?? name;
}

function reportText({ steps, summary }: TestReport): string {
  return `${steps.map(stepText).join('')}${printable(summary)}\n`;
}

function stepText({ ok, label, ms, detail, server, code, fix }: TestStep): string {
  const mark = ok === null ? '-' : ok ? 'ok' : 'FAILED';
  const more = [detail, code, server && `server: ${server}`, fix && `do: ${fix}`].filter((text) => text);
  const first = `${mark.padEnd(7)}${printable(label)}${ok === null ? '' : ` (${ms} ms)`}\n`;
  return first + more.map((text) => `         ${printable(text ?? '')}\n`).join('');
}
