import type { FormRow } from '../../src/store/tables/form.table.ts';
import type { FormInstanceRow } from '../../src/store/tables/form-instance.table.ts';
import { EVENT } from '../answers.ts';
import { isCompleted, linkOf } from './instance-facts.ts';
import type { Changed } from './instances.ts';

const text = { type: 'string' };
const optional = { type: ['string', 'null'] };
const instant = { type: 'integer', description: 'Milliseconds since 1970' };
const line = {
  id: text,
  form: { ...text, description: 'Id of the form' },
  number: { ...optional, description: 'Process id; null where the form has no numberPrefix' },
  process: text,
  status: { ...text, description: 'Empty where the form has no statuses' },
  completed: { type: 'boolean' },
  owner: { type: 'object', required: ['name', 'email'], properties: { name: text, email: text } },
  link: { ...optional, description: 'Where people see it, where the form says so' },
  event: { ...text, description: 'Id of the event that made it' },
  version: { type: 'integer' },
  createdAt: instant,
  createdBy: text,
  modifiedAt: instant,
  modifiedBy: text,
};

const INSTANCE_LINE = { title: 'FormInstanceLine', type: 'object', required: Object.keys(line), properties: line };

export const FORM_INSTANCE = {
  title: 'FormInstance',
  type: 'object',
  required: [...Object.keys(line), 'values'],
  properties: { ...line, values: { type: 'object', description: 'Without the bytes of files' } },
};

export const INSTANCE_LIST = {
  title: 'FormInstanceList',
  type: 'object',
  required: ['items', 'next'],
  properties: {
    items: { type: 'array', description: 'The newest first, without values', items: INSTANCE_LINE },
    next: { ...optional, description: 'For `after`; null on the last page' },
  },
};

export const SUBMITTED = {
  ...EVENT,
  title: 'SubmittedForm',
  required: [...EVENT.required, 'instance'],
  properties: {
    ...EVENT.properties,
    instance: {
      description: 'What was made; null for another event than submit, and when it was deleted meanwhile',
      anyOf: [FORM_INSTANCE, { type: 'null' }],
    },
  },
};

export const CHANGED = {
  title: 'ChangedFormInstance',
  type: 'object',
  required: ['instance', 'events'],
  properties: {
    instance: FORM_INSTANCE,
    events: { type: 'array', description: 'What happened, in its order', items: EVENT },
  },
};

export function instanceLine(form: FormRow, row: FormInstanceRow) {
  return {
    id: row.id,
    form: row.formId,
    number: row.number,
    process: form.process ?? form.name,
    status: row.status,
    completed: isCompleted(form, row.status),
    owner: { name: row.ownerName, email: row.ownerEmail },
    link: linkOf(form, row),
    event: row.eventId,
    version: row.version,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    modifiedAt: row.modifiedAt,
    modifiedBy: row.modifiedBy,
  };
}

export function instanceView(form: FormRow, row: FormInstanceRow) {
  return { ...instanceLine(form, row), values: row.values };
}

export function changedView({ form, row, events }: Changed) {
  return { body: { instance: instanceView(form, row), events }, etag: String(row.version) };
}
