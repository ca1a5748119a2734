import {
  type ActionContext,
  AppError,
  type Finding,
  findField,
  isRunField,
  type JsonSchema,
  type MailTemplate,
  NO_PUBLIC_URL,
  parseAddress,
} from '../../src/sdk/index.ts';
import { attachmentFindings } from './check-attachments.ts';
import { chainFindings, runtimeFindings } from './check-senders.ts';
import { templateFindings, templateHas } from './check-template.ts';
import { doubtsOf } from './doubts.ts';
import { headerProblem } from './headers.ts';
import type { MailParams, Recipient } from './mail-params.gen.ts';
import { performerFindings } from './performer.ts';
import { goneText, isNamed } from './recipients.ts';
import { mayStandInFrom, usable } from './sender.ts';
import { fromOf } from './sender-chain.ts';
import { statesSubject, templateNamed } from './template-texts.ts';
import { fieldsOf, templatesOf } from './templates-of.ts';
import { unsubscribeFindings } from './unsubscribe.ts';

/** Everything that can be known when the rule is saved. */
export async function checkMail(
  params: MailParams,
  context: ActionContext,
  schema: JsonSchema | undefined,
): Promise<Finding[]> {
  const template = await templateNamed(params, context);
  return [
    ...requiredFindings(params, template),
    ...templateFindings(template, { params, isUnknown: (field) => isUnknown(field, params, schema) }),
    ...checkTemplates(templatesOf(params), { params, context, schema }),
    ...fieldFindings(params, schema),
    ...addressFindings(params),
    ...(await namedFindings(params, context)),
    ...headerFindings(params),
    ...lineFindings(params),
    ...(await senderFindings(params, context)),
    ...(await runtimeFindings(params, context)),
    ...(await chainFindings(params, context)),
    ...(await performerFindings(params, context)),
    ...(await attachmentFindings(params, context, schema)),
    ...linkFindings(params, context),
    ...unsubscribeFindings(params, context),
    ...(await doubtsOf(params, context, schema)),
  ];
}

function requiredFindings(params: MailParams, template: MailTemplate | 'gone' | undefined): Finding[] {
  const findings: Finding[] = [];
  if (statesSubject(params)) {
    if (/\p{Cc}/u.test(params.subject ?? '')) findings.push(refuse('/subject', 'The subject is one line.'));
  } else if (!templateHas(template, 'subject')) {
    findings.push(lacking('/subject', 'The subject cannot be empty.'));
  }
  if (!params.to?.length && !params.cc?.length && !params.bcc?.length) {
    findings.push(lacking('/to', 'Give at least one recipient in To, CC or BCC.'));
  }
  if (params.perRecipient && !params.to?.length)
    findings.push(lacking('/to', 'One mail per recipient needs recipients in To.'));
  const hasBody = params.html !== undefined || params.text !== undefined || templateHas(template, 'body');
  if (!hasBody) findings.push(lacking('/html', 'The mail needs a body.'));
  return findings;
}

/** Mistakes in templates, and fields in them that the form does not have. */
export function checkTemplates(
  templates: readonly { path: string; template: string }[],
  of: { params: MailParams; context: ActionContext; schema: JsonSchema | undefined },
): Finding[] {
  const { params, context, schema } = of;
  return templates.flatMap(({ path, template }) => {
    try {
      const { fields, places } = context.templates.inspect(template);
      return fields
        .filter((field) => isUnknown(field, params, schema))
        .map((field) => ({
          ...(isRunField(field) ? runField(path, field) : unknownField(path, field)),
          ...places.get(field),
        }));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'TEMPLATE') throw error;
      const { line, column } = error.details as { line?: number; column?: number };
      return [{ ...refuse(path, error.message, 'TEMPLATE'), ...(line ? { line } : {}), ...(column ? { column } : {}) }];
    }
  });
}

function fieldFindings(params: MailParams, schema: JsonSchema | undefined): Finding[] {
  return fieldsOf(params)
    .filter(({ field }) => isUnknown(field, params, schema))
    .map(({ path, field }) => unknownField(path, field));
}

function isUnknown(field: string, { perRecipient }: MailParams, schema: JsonSchema | undefined): boolean {
  if (schema === undefined || field.startsWith('@')) return false;
  if (perRecipient && (field === 'recipient.name' || field === 'recipient.address')) return false;
  return findField(schema, field) === undefined;
}

/** Known, but not to every e-mail of the rule. */
function runField(path: string, field: string): Finding {
  return warn(
    path,
    `"${field}" is there in payroll runs; in any other e-mail it is a missing value, and the e-mail is held.`,
  );
}

function unknownField(path: string, field: string): Finding {
  return refuse(path, `The form has no field "${field}".`);
}

/** Addresses without a template in them are checked now. */
function addressFindings(params: MailParams): Finding[] {
  return entriesOf(params).flatMap(({ path, entry }) => {
    const address = typedAddress(entry);
    const parsed = address === undefined ? undefined : parseAddress(address);
    return parsed !== undefined && 'problem' in parsed ? [refuse(path, parsed.problem, 'ADDRESS')] : [];
  });
}

/** Who is chosen must be there; who has no address is told. */
async function namedFindings(params: MailParams, { findNamed }: ActionContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { path, entry } of entriesOf(params)) {
    if (!isNamed(entry)) continue;
    const found = await findNamed?.(entry);
    if (found?.name === undefined) findings.push(refuse(path, goneText(entry)));
    else if (found.without.length > 0) {
      const names = found.without.slice(0, 5).join(', ');
      const more = found.without.length > 5 ? ` and ${found.without.length - 5} more` : '';
      findings.push(warn(path, `Without an e-mail address, so without this e-mail: ${names}${more}.`));
    } else if (found.mailboxes.length === 0) findings.push(warn(path, `There is nobody in "${found.name}" yet.`));
  }
  return findings;
}

function entriesOf(params: MailParams): { path: string; entry: Recipient }[] {
  const lists: [string, readonly Recipient[]][] = [
    ['to', params.to ?? []],
    ['cc', params.cc ?? []],
    ['bcc', params.bcc ?? []],
    ['replyTo', params.replyTo ?? []],
  ];
  const entries = lists.flatMap(([list, all]) => all.map((entry, index) => ({ path: `/${list}/${index}`, entry })));
  const from = fromOf(params);
  return from === undefined ? entries : [...entries, { path: '/from', entry: from }];
}

function typedAddress(entry: Recipient): string | undefined {
  const address = typeof entry === 'string' ? entry : 'address' in entry ? entry.address : undefined;
  return address?.includes('{{') ? undefined : address;
}

function headerFindings({ headers = [] }: MailParams): Finding[] {
  return headers.flatMap(({ name, value }, index) => {
    const problem = headerProblem(name);
    if (problem !== undefined) return [refuse(`/headers/${index}/name`, problem)];
    return /\p{Cc}/u.test(value) ? [refuse(`/headers/${index}/value`, 'A header is one line.')] : [];
  });
}

/** Names of people and of files are one line: a break in what was typed is a mistake, or the start of another header. */
function lineFindings(params: MailParams): Finding[] {
  return templatesOf(params)
    .filter(({ path, template }) => path.endsWith('/name') && /\p{Cc}|\p{Zl}|\p{Zp}/u.test(template))
    .map(({ path }) => refuse(path, 'A name is one line, without control characters.'));
}

async function senderFindings(params: MailParams, context: ActionContext): Promise<Finding[]> {
  const wanted = fromOf(params);
  const from = wanted === undefined ? undefined : typedAddress(wanted);
  const parsed = from === undefined ? undefined : parseAddress(from);
  const address = parsed !== undefined && 'address' in parsed ? parsed.address : undefined;
  if (params.connector === undefined) {
    return wanted === undefined || params.runtimeSender !== undefined
      ? []
      : [warn('/from', 'Without a connector the default mailbox sends; this address only gets the answers.')];
  }
  const connector = await context.findConnector(params.connector);
  if (connector === undefined) return [refuse('/connector', 'There is no such connector.', 'CONNECTOR_UNKNOWN')];
  if (connector.notPermitted !== undefined) return [refuse('/connector', connector.notPermitted, 'FORBIDDEN')];
  const problem = usable(connector);
  const findings: Finding[] = [];
  if (problem !== undefined) {
    // A problematic connector was proved once and will be again; the rule may be saved meanwhile.
    const later = connector.canSend && connector.state === 'problematic';
    findings.push(later ? warn('/connector', problem) : refuse('/connector', problem, 'CONNECTOR_INACTIVE'));
  }
  if (address !== undefined && !mayStandInFrom(connector, address)) {
    findings.push(
      refuse(
        '/from',
        `"${connector.displayName}" may not send as ${address}; allow it in the connector or leave From empty.`,
      ),
    );
  }
  const { globalSmtp } = context.senders;
  if (globalSmtp.enabled && globalSmtp.mode === 'force' && globalSmtp.connectorId !== params.connector) {
    findings.push(warn('/connector', 'The global SMTP setting is on and overrides this connector.'));
  }
  return findings;
}

function linkFindings(params: MailParams, { canLink }: ActionContext): Finding[] {
  const { attachments = [], to = [], cc = [], bcc = [], perRecipient = false } = params;
  const isShared = (perRecipient ? 1 : to.length) + cc.length + bcc.length > 1;
  return attachments.flatMap(({ link }, index) => {
    if (link === undefined || link === 'never') return [];
    const path = `/attachments/${index}/link`;
    if (!canLink) return [refuse(path, NO_PUBLIC_URL)];
    return isShared ? [warn(path, 'All recipients of the mail get the same link; nobody can tell who used it.')] : [];
  });
}

function refuse(path: string, message: string, code?: Finding['code']): Finding {
  return { level: 'error', path, message, ...(code === undefined ? {} : { code }) };
}

function lacking(path: string, message: string): Finding {
  return { level: 'error', path, message, incomplete: true };
}

function warn(path: string, message: string): Finding {
  return { level: 'warning', path, message };
}
