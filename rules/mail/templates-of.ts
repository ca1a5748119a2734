import { documentFields, documentTemplates, type TemplateEngine } from '../../src/sdk/index.ts';
import type { MailParams, MergePart, Recipient } from './mail-params.gen.ts';
import { performerField } from './performer.ts';
import { isNamed } from './recipients.ts';
import { fromOf, OWNER_FIELD, sendersOf } from './sender-chain.ts';

/** Every template of the parameters with its JSON pointer. */
export function templatesOf(params: MailParams): { path: string; template: string }[] {
  const { subject, html, text, language, headers = [], attachments = [] } = params;
  return [
    ...(subject === undefined ? [] : [{ path: '/subject', template: subject }]),
    ...(language === undefined ? [] : [{ path: '/language', template: language }]),
    ...(html === undefined ? [] : [{ path: '/html', template: html }]),
    ...(text === undefined ? [] : [{ path: '/text', template: text }]),
    ...headers.map(({ value }, index) => ({ path: `/headers/${index}/value`, template: value })),
    ...attachments.flatMap((entry, index) => attachmentTemplates(entry, `/attachments/${index}`)),
    ...recipientsOf(params).flatMap(({ path, entry }) => {
      if (typeof entry === 'string') return [{ path, template: entry }];
      if ('field' in entry || isNamed(entry)) return [];
      return [
        { path: `${path}/address`, template: entry.address },
        ...(entry.name === undefined ? [] : [{ path: `${path}/name`, template: entry.name }]),
      ];
    }),
  ];
}

/** Every field that is named without a template. */
export function fieldsOf(params: MailParams): { path: string; field: string }[] {
  const { attachments = [], runtimeSender } = params;
  const performer = performerField(params);
  return [
    ...recipientsOf(params).flatMap(({ path, entry }) =>
      typeof entry === 'object' && 'field' in entry ? [{ path: `${path}/field`, field: entry.field }] : [],
    ),
    ...attachments.flatMap((entry, index) => attachmentFields(entry, `/attachments/${index}`)),
    ...(performer === undefined ? [] : [performer]),
    ...(runtimeSender === undefined ? [] : [{ path: '/runtimeSender/field', field: runtimeSender.field }]),
    ...sendersOf(params).flatMap((step, index) => {
      if ('byValue' in step) return [{ path: `/from/${index}/byValue/field`, field: step.byValue.field }];
      if (!('account' in step)) return [];
      const { account } = step;
      return account === 'owner'
        ? [{ path: `/from/${index}/account`, field: OWNER_FIELD }]
        : [{ path: `/from/${index}/account/field`, field: account.field }];
    }),
  ];
}

function recipientsOf(params: MailParams): { path: string; entry: Recipient }[] {
  const { to = [], cc = [], bcc = [], replyTo = [] } = params;
  const from = fromOf(params);
  const listed = Object.entries({ to, cc, bcc, replyTo }).flatMap(([list, entries]) =>
    entries.map((entry, index) => ({ path: `/${list}/${index}`, entry })),
  );
  return from === undefined ? listed : [{ path: '/from', entry: from }, ...listed];
}

/** Dot paths of everything that the parameters look at. */
export function factsOf(params: MailParams, templates: TemplateEngine): string[] {
  return [
    ...new Set([
      ...fieldsOf(params).map(({ field }) => field),
      ...templatesOf(params).flatMap(({ template }) => templates.inspect(template).fields),
    ]),
  ];
}

type AnyAttachment = NonNullable<MailParams['attachments']>[number] | MergePart;

function attachmentTemplates(entry: AnyAttachment, path: string): { path: string; template: string }[] {
  if ('document' in entry) {
    const { layout, name } = entry.document;
    const at = `${path}/document`;
    return [{ path: `${at}/name`, template: name }, ...documentTemplates(layout, `${at}/layout`)];
  }
  const name = 'name' in entry && entry.name !== undefined ? [{ path: `${path}/name`, template: entry.name }] : [];
  if (!('merge' in entry)) return name;
  return [...name, ...entry.merge.flatMap((part, index) => attachmentTemplates(part, `${path}/merge/${index}`))];
}

function attachmentFields(entry: AnyAttachment, path: string): { path: string; field: string }[] {
  if ('field' in entry) return [{ path: `${path}/field`, field: entry.field }];
  if ('document' in entry) return documentFields(entry.document.layout, `${path}/document/layout`);
  if (!('merge' in entry)) return [];
  return entry.merge.flatMap((part, index) => attachmentFields(part, `${path}/merge/${index}`));
}
