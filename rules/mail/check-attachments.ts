import {
  type ActionContext,
  type Finding,
  fieldTypes,
  findField,
  type JsonSchema,
  tableProblems,
  wireSize,
} from '../../src/sdk/index.ts';
import { base64Problem } from './attachments.ts';
import type { MailParams, MergePart } from './mail-params.gen.ts';

type Entry = NonNullable<MailParams['attachments']>[number] | MergePart;

/** Files that are there, whole and small enough, and documents that can be drawn. */
export async function attachmentFindings(
  { attachments = [], connector }: MailParams,
  context: ActionContext,
  schema: JsonSchema | undefined,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const known: { size: number }[] = [];
  for (const [index, entry] of attachments.entries()) {
    const stays = entry.link === undefined || entry.link === 'never';
    const { problems, size } = await entryFindings(entry, `/attachments/${index}`, context);
    findings.push(...problems, ...fieldFindings(entry, `/attachments/${index}/storeIn`, schema));
    if (stays && size !== undefined) known.push({ size });
  }
  const maxSize = connector === undefined ? 0 : ((await context.findConnector(connector))?.maxSize ?? 0);
  if (maxSize > 0 && wireSize(known, 0) > maxSize) {
    findings.push(refuse('/attachments', 'The files are larger than the mail server of this connector takes.'));
  }
  return findings;
}

/** `size`: bytes, where they are known before the e-mail is made. */
async function entryFindings(
  entry: Entry,
  path: string,
  context: ActionContext,
): Promise<{ problems: Finding[]; size?: number }> {
  if ('base64' in entry) {
    const problem = base64Problem(entry.base64);
    const size = Math.floor((entry.base64.length * 3) / 4);
    return { problems: problem === undefined ? [] : [refuse(path, problem)], size };
  }
  if ('file' in entry) {
    const file = await context.findFile(entry.file);
    if (file === undefined) return { problems: [refuse(path, 'There is no such uploaded file.')] };
    return { problems: [], size: file.size };
  }
  if ('document' in entry) {
    const problems = tableProblems(entry.document.layout, `${path}/document/layout`);
    return { problems: problems.map(({ path, message }) => refuse(path, message)) };
  }
  if (!('merge' in entry)) return { problems: [] };
  const parts = await Promise.all(
    entry.merge.map((part, index) => entryFindings(part, `${path}/merge/${index}`, context)),
  );
  return { problems: parts.flatMap(({ problems }) => problems) };
}

/** The field has to be one of the form: what is stored elsewhere nobody would find. */
function fieldFindings(entry: Entry, path: string, schema: JsonSchema | undefined): Finding[] {
  const field = 'storeIn' in entry ? entry.storeIn : undefined;
  if (field === undefined || schema === undefined) return [];
  const found = findField(schema, field);
  if (found === undefined) return [{ level: 'error', path, message: `The form has no field "${field}".` }];
  const types = found === 'open' ? [] : fieldTypes(found);
  if (types.length === 0 || types.includes('object')) return [];
  return [
    {
      level: 'error',
      path,
      message: `The field "${field}" takes no file (it is ${types.join(' or ')}). Choose a file field.`,
    },
  ];
}

function refuse(path: string, message: string): Finding {
  return { level: 'error', path, message, code: 'ATTACHMENT' };
}
