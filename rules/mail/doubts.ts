import {
  type ActionContext,
  AppError,
  type Finding,
  findField,
  isRequiredField,
  type JsonSchema,
  type TemplateUse,
} from '../../src/sdk/index.ts';
import { tooLargeFiles } from './doubt-size.ts';
import type { MailParams } from './mail-params.gen.ts';
import { fieldsOf } from './templates-of.ts';

/** Words of fields whose values are nobody else's business, in names such as bankAccount, net_pay or date-of-birth. */
const PERSONAL =
  /\b(iban|bic|bank|account|salary|wage|wages|pay|payment|net|gross|bonus|tax|ssn|social|insurance|birth|birthday|birthdate|passport|health|sick|illness|diagnosis|religion|union|marital|children|password|secret)\b/i;

/** What works, and is still seldom what somebody wants. */
export async function doubtsOf(
  params: MailParams,
  context: ActionContext,
  schema: JsonSchema | undefined,
): Promise<Finding[]> {
  return [
    ...emptyRecipients(params, schema),
    ...personalSubject(params, context, schema),
    ...(await doubledCopy(params, context)),
    ...(await tooLargeFiles(params, context, schema)),
  ];
}

/** A field that a record may lack: the e-mail would be held then. A form that requires nothing says nothing about it. */
function emptyRecipients(params: MailParams, schema: JsonSchema | undefined): Finding[] {
  const required = schema?.['required'];
  if (schema === undefined || !Array.isArray(required) || required.length === 0) return [];
  return fieldsOf(params)
    .filter(({ path }) => /^\/(to|cc|bcc)\//.test(path))
    .filter(({ field }) => typeof findField(schema, field) === 'object' && !isRequiredField(schema, field))
    .map(({ path, field }) =>
      doubt(path, `A record may lack "${field}": its e-mail is held then. Make it a required field of the form.`),
    );
}

/** Subjects stand in notifications and lists, and are not encrypted on every way. */
function personalSubject(
  { subject }: MailParams,
  { templates }: ActionContext,
  schema: JsonSchema | undefined,
): Finding[] {
  if (subject === undefined) return [];
  let used: TemplateUse;
  try {
    used = templates.inspect(subject);
  } catch (error) {
    // What is wrong with the template is told by itself.
    if (error instanceof AppError && error.code === 'TEMPLATE') return [];
    throw error;
  }
  return used.fields
    .filter((field) => isPersonal(field, schema))
    .map((field) => ({
      ...doubt(
        '/subject',
        `"${field}" looks personal. Subjects are shown in notifications and lists of e-mails; say it in the body.`,
      ),
      ...used.places.get(field),
    }));
}

function isPersonal(field: string, schema: JsonSchema | undefined): boolean {
  const found = schema === undefined ? undefined : findField(schema, field);
  const title = typeof found === 'object' ? String(found['title'] ?? '') : '';
  const words = field.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[._-]/g, ' ');
  return PERSONAL.test(words) || PERSONAL.test(title);
}

async function doubledCopy({ saveToSent, connector }: MailParams, context: ActionContext): Promise<Finding[]> {
  if (saveToSent !== 'always' || connector === undefined) return [];
  const found = await context.findConnector(connector);
  if (!found?.filesItself) return [];
  const message = `The mail server of "${found.displayName}" files what it sends by itself: "always" puts a second copy into Sent Items. Choose "auto".`;
  return [doubt('/saveToSent', message)];
}

function doubt(path: string, message: string): Finding {
  return { level: 'warning', path, message };
}
