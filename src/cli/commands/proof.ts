import { readFile } from 'node:fs/promises';
import { type BundleReport, verifyBundle } from '../../proof/verify-bundle.ts';
import { AppError } from '../../sdk/index.ts';
import { type Command, EXIT } from '../command.ts';
import { instantText, printable } from '../text-table.ts';
import { UsageError } from '../usage-error.ts';

const MOST_SHOWN = 20;

/** `mailrule proof verify`: needs neither server nor database nor configuration, so an auditor can run it anywhere. */
export const command: Command = {
  summary: 'Check a signed proof bundle without a server',
  usage: ['verify <file> [--key <fingerprint>]'],
  help: 'Ask the installation for its fingerprint by another way than the file came (GET /api/proof/key).\nExit code 1: the file was changed.',
  options: { key: { type: 'string' } },
  async run({ args, flags, show }) {
    const [action, file, ...more] = args;
    if (action !== 'verify' || file === undefined || more.length > 0) {
      throw new UsageError('Use: mailrule proof verify <file> [--key <fingerprint>].');
    }
    const key = typeof flags['key'] === 'string' ? flags['key'] : undefined;
    const report = await verifyBundle(await bytesOf(file), key);
    show(report, (shown) => reportText(shown, key !== undefined));
    return report.intact ? EXIT.ok : EXIT.failed;
  },
};

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new AppError('BAD_REQUEST', `The file ${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

function reportText({ intact, problems, fingerprint, statement }: BundleReport, keyGiven: boolean): string {
  const shown = problems.slice(0, MOST_SHOWN).map((problem) => `  ${printable(problem)}`);
  const rest = problems.length - shown.length;
  const lines = intact ? ['Intact.'] : ['NOT intact:', ...shown, ...(rest > 0 ? [`  and ${rest} more`] : [])];
  if (statement) {
    const { subjects, records, withoutRecord, createdAt, scope, chain } = statement;
    lines.push(
      `Of ${printable(JSON.stringify(scope))}: ${records} records of ${subjects} e-mails and runs, made ${instantText(createdAt)}.`,
    );
    lines.push(`There is no record before ${instantText(statement.recordsSince)}; ${withoutRecord} of them have none.`);
    lines.push(`The chain of the installation then ended with record ${chain.seq}, ${printable(chain.hash)}.`);
  }
  lines.push(`Signed by the key ${printable(fingerprint ?? '(none)')}.`);
  if (!keyGiven) lines.push('Compare it with the fingerprint of the installation, or give that as --key.');
  return `${lines.join('\n')}\n`;
}
