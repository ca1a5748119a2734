import { EntitySchema } from 'typeorm';
import type { JsonObject } from '../../sdk/index.ts';
import { id, instant, integer, json, optionalText, text } from '../columns.ts';

export interface FormInstanceRow {
  id: string;
  formId: string;
  /** the process id that people say; null where the form has no prefix for it */
  number: string | null;
  /** without the bytes of files */
  values: JsonObject;
  /** '' where the form has no statuses */
  status: string;
  ownerName: string;
  ownerEmail: string;
  /** what the owner is looked up by: the address, else the name, in lower case */
  ownerKey: string;
  /** the event that made it */
  eventId: string;
  version: number;
  createdAt: number;
  createdBy: string;
  createdById: string;
  modifiedAt: number;
  modifiedBy: string;
  modifiedEmail: string;
}

export const FormInstanceTable = new EntitySchema<FormInstanceRow>({
  name: 'form_instance',
  columns: {
    id: id(),
    formId: text('form_id'),
    number: optionalText(),
    values: json(),
    status: text(),
    ownerName: text('owner_name'),
    ownerEmail: text('owner_email'),
    ownerKey: text('owner_key'),
    eventId: text('event_id'),
    version: integer(),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    createdById: text('created_by_id'),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
    modifiedEmail: text('modified_email'),
  },
  indices: [
    { name: 'form_instance_form', columns: ['formId', 'id'] },
    { name: 'form_instance_status', columns: ['formId', 'status', 'id'] },
    { name: 'form_instance_owner', columns: ['formId', 'ownerKey', 'id'] },
    { name: 'form_instance_creator', columns: ['formId', 'createdById', 'id'] },
    { name: 'form_instance_event', columns: ['eventId'], unique: true },
  ],
});

/** The last number that was given to an instance of a form. */
export interface FormCounterRow {
  formId: string;
  last: number;
}

export const FormCounterTable = new EntitySchema<FormCounterRow>({
  name: 'form_counter',
  columns: { formId: { ...id(), name: 'form_id' }, last: integer() },
});
