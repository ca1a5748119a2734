import {
  AppError,
  fieldTypes,
  findField,
  type HeldMail,
  type Json,
  type JsonObject,
  type JsonSchema,
  type MailAttachment,
  type PlannedMail,
} from '../../src/sdk/index.ts';
import type { RuleDeps } from '../rule-deps.ts';

/**
 * Stores what a rule's e-mails made for fields of the record, and answers the new values. Of the e-mails to several
 * recipients the first one counts. A file is stored like an upload of whoever caused the event.
 */
export async function storeMadeFiles(
  { storeFile }: Pick<RuleDeps, 'storeFile'>,
  mails: readonly (PlannedMail | HeldMail)[],
  { by, schema }: { by: string; schema: JsonSchema | undefined },
): Promise<JsonObject | undefined> {
  const made = new Map<string, MailAttachment>();
  for (const mail of mails) {
    if ('held' in mail) continue;
    for (const file of [...mail.draft.attachments, ...(mail.draft.links ?? [])]) {
      if (file.storeIn !== undefined && !made.has(file.storeIn)) made.set(file.storeIn, file);
    }
  }
  if (made.size === 0) return undefined;
  const values: JsonObject = {};
  for (const [field, { filename, contentType, source }] of made) {
    if (storeFile === undefined || !('bytes' in source)) {
      throw new AppError('ATTACHMENT', `The file "${filename}" cannot be stored here; leave out storeIn.`);
    }
    const file = await storeFile({ name: filename, contentType, createdBy: by }, source.bytes);
    values[field] = fieldValueOf(file, filename, schema && findField(schema, field));
  }
  return values;
}

/** As the form holds files in this field: an id, {file, name}, or a list of these. */
function fieldValueOf(file: string, name: string, field: JsonSchema | 'open' | undefined): Json {
  const types = field === undefined || field === 'open' ? [] : fieldTypes(field);
  if (types.includes('string') && !types.includes('object')) return file;
  return types.includes('array') ? [{ file, name }] : { file, name };
}

/** The same facts with other values; what they inherit stays. */
export function withValues(facts: JsonObject, values: JsonObject | undefined): JsonObject {
  if (values === undefined) return facts;
  return Object.assign(Object.create(Object.getPrototypeOf(facts)), facts, values);
}
