import {
  type ActionContext,
  type Finding,
  findField,
  type JsonObject,
  type JsonSchema,
  sizeText,
  wireSize,
} from '../../src/sdk/index.ts';
import type { MailParams } from './mail-params.gen.ts';

type Entry = NonNullable<MailParams['attachments']>[number];

/** A scan or a payslip is seldom larger; counted for a field whose form states no limit. */
const ORDINARY_BYTES = 5 * 1024 * 1024;

/** Files of fields that together can be more than the mail server takes: such an e-mail would not be made. */
export async function tooLargeFiles(
  { attachments = [], connector }: MailParams,
  { findConnector, findFile }: ActionContext,
  schema: JsonSchema | undefined,
): Promise<Finding[]> {
  const staying = attachments.filter(({ link }) => link === undefined || link === 'never');
  const first = attachments.findIndex((entry) => staying.includes(entry) && fieldOf(entry) !== undefined);
  if (first === -1 || connector === undefined) return [];
  const maxSize = (await findConnector(connector))?.maxSize ?? 0;
  if (maxSize === 0) return [];
  const sizes = await Promise.all(
    staying.map(async (entry) => {
      const field = fieldOf(entry);
      if (field !== undefined) return { size: largestOf(schema, field) };
      if ('base64' in entry) return { size: Math.floor((entry.base64.length * 3) / 4) };
      return { size: 'file' in entry ? ((await findFile(entry.file))?.size ?? 0) : 0 };
    }),
  );
  if (wireSize(sizes, 0) <= maxSize) return [];
  const message = `The files of the fields can be larger than the ${sizeText(maxSize)} that the mail server takes; such an e-mail cannot be made. Let them go as a link above the limit, or limit them in the form.`;
  return [{ level: 'warning', path: `/attachments/${first}`, message }];
}

function fieldOf(entry: Entry): string | undefined {
  return 'field' in entry ? entry.field : undefined;
}

/** Bytes: what the form allows for the content (base64), as often as it allows a file. */
function largestOf(schema: JsonSchema | undefined, field: string): number {
  const found = schema === undefined ? undefined : findField(schema, field);
  if (typeof found !== 'object') return ORDINARY_BYTES;
  const { items, maxItems } = found as JsonObject;
  const file = (typeof items === 'object' && items !== null ? items : found) as JsonSchema;
  const content = findField(file, 'base64');
  const longest = typeof content === 'object' ? content['maxLength'] : undefined;
  const bytes = typeof longest === 'number' ? Math.floor((longest * 3) / 4) : ORDINARY_BYTES;
  return items !== undefined && typeof maxItems === 'number' ? bytes * maxItems : bytes;
}
