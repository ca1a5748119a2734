import type { TemplateEngine } from '../../src/sdk/index.ts';
import type { MailParams, Recipient } from './mail-params.gen.ts';
import { isNamed } from './recipients.ts';

/** Every template of the parameters with its JSON pointer. */
export function templatesOf(params: MailParams): { path: string; template: string }[] {
  const { subject, html, text, language, headers = [], attachments = [] } = params;
  return [
    ...(subject === undefined ? [] : [{ path: '/subject', template: subject }]),
    ...(language === undefined ? [] : [{ path: '/language', template: language }]),
    ...(html === undefined ? [] : [{ path: '/html', template: html }]),
    ...(text === undefined ? [] : [{ path: '/text', template: text }]),
    ...headers.map(({ value }, index) => ({ path: `/headers/${index}/value`, template: value })),
    ...attachments.flatMap(({ name }, index) =>
      name === undefined ? [] : [{ path: `/attachments/${index}/name`, template: name }],
    ),
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
  return [
    ...recipientsOf(params).flatMap(({ path, entry }) =>
      typeof entry === 'object' && 'field' in entry ? [{ path: `${path}/field`, field: entry.field }] : [],
    ),
    ...attachments.flatMap((entry, index) =>
      'field' in entry ? [{ path: `/attachments/${index}/field`, field: entry.field }] : [],
    ),
    ...(runtimeSender === undefined ? [] : [{ path: '/runtimeSender/field', field: runtimeSender.field }]),
  ];
}

function recipientsOf({
  from,
  to = [],
  cc = [],
  bcc = [],
  replyTo = [],
}: MailParams): { path: string; entry: Recipient }[] {
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
