import type { RuleInput, Trigger } from '../rules/rule-model.ts';
import type { FieldError } from '../ui/error-summary.tsx';
import { rule as words } from '../words/rule.ts';

/** What the server says about a place of the rule; `path` is a JSON pointer. */
export interface Finding {
  level?: 'error' | 'warning';
  path: string;
  message: string;
  /** nothing is wrong, only not filled in yet: said when somebody tries to save */
  incomplete?: boolean;
  line?: number;
  column?: number;
}

const INPUTS = new Set([
  'connector',
  'from',
  'to',
  'cc',
  'bcc',
  'replyTo',
  'subject',
  'html',
  'text',
  'attachments',
  'performer',
  'importance',
  'saveToSent',
  'perRecipient',
  'unsubscribe',
]);

/** The id of the input of a parameter of an action. */
export const emailInputId = (index: number | string, param: string) => `email-${index}-${param}`;

/** The id of the input of a part of the meeting. */
export const meetingInputId = (index: number | string, part: string) => `email-${index}-meeting-${part}`;

/** The id of the input of what limits a trigger to some changes of its form. */
export const triggerInputId = (limit: string) => `rule-trigger-${limit}`;

const LIMITS = ['fields', 'from', 'to'];

/** What is wrong with the trigger itself, not with what limits it. */
export function triggerError(findings: readonly Finding[]): string | undefined {
  return errorAt(
    findings.filter(({ path }) => !LIMITS.includes(path.split('/')[2] ?? '')),
    '/trigger',
  );
}

/** The id of the card of what follows when the emails of an action end. */
export const afterId = (index: number | string) => `after-${index}`;

/** What of a file has no input of its own: it leads to its row in the list. */
const OF_ROW = ['file', 'field', 'base64', 'contentType'];

function attachmentInputId(index: string, path: string): string {
  const parts = path.split('/').slice(5);
  const last = parts.at(-1) ?? '';
  return [emailInputId(index, 'attachments'), ...(OF_ROW.includes(last) ? parts.slice(0, -1) : parts)].join('-');
}

/** What is sent before and after the rows has cards like those of the rule. */
function rowsInputId(path: string): string {
  const [, , part, index, ...below] = path.split('/');
  if (part === 'conditions') return 'rule-row-conditions';
  if (part !== 'before' && part !== 'after') return 'rule-rows';
  return inputIdOf(['', 'actions', `${part}-${index}`, ...below].join('/'));
}

/** Where a finding leads to: the id of the input, or of the card around it. */
export function inputIdOf(path: string): string {
  const [, part, index = '', below = '', param = ''] = path.split('/');
  switch (part) {
    case 'forEach':
      return rowsInputId(path);
    case 'actions':
      if (below === 'outcome' || below === 'onFailure') return afterId(index);
      if (param === 'invitation') return meetingInputId(index, path.split('/')[5] ?? 'start');
      if (param === 'attachments') return attachmentInputId(index, path);
      return INPUTS.has(param) ? emailInputId(index, param) : `email-${index}`;
    case 'trigger':
      return LIMITS.includes(index) ? triggerInputId(index) : 'rule-trigger';
    case 'conditions':
      return 'rule-conditions';
    case 'facts':
      return 'preview-record';
    default:
      return 'rule-name';
  }
}

export function hasTrigger(trigger: Trigger): boolean {
  if (trigger.kind === 'email-received') return trigger.mailbox !== '';
  return (trigger.kind === 'form' ? trigger.form : trigger.event).trim() !== '';
}

/** What a rule needs before the server can look at it. */
export function missingParts(rule: RuleInput): Finding[] {
  return [
    ...(rule.name.trim() === '' ? [{ path: '/name', message: words.missing.name, incomplete: true }] : []),
    ...(hasTrigger(rule.trigger)
      ? []
      : [{ path: '/trigger', message: words.missing[rule.trigger.kind], incomplete: true }]),
  ];
}

export const isError = ({ level }: Finding) => level !== 'warning';

/** The first mistake at this place or below it. */
export function findingAt(findings: readonly Finding[], path: string): Finding | undefined {
  return findings.find((finding) => isError(finding) && isBelow(finding.path, path));
}

export function errorAt(findings: readonly Finding[], path: string): string | undefined {
  return findingAt(findings, path)?.message;
}

function isBelow(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}

export function toFieldErrors(findings: readonly Finding[]): FieldError[] {
  const errors = findings.filter(isError).map(({ path, message }) => ({ inputId: inputIdOf(path), message }));
  // Two conditions without a field lead to the same card with the same words.
  const isFirst = ({ inputId, message }: FieldError, index: number) =>
    errors.findIndex((other) => other.inputId === inputId && other.message === message) === index;
  return errors.filter(isFirst);
}

/** Those that have to be asked about at Save. What is said of the data source stands beside From all the time. */
export function toAskAbout(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => !isError(finding) && !finding.path.endsWith('/params/connector'));
}
