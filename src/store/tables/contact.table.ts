import { EntitySchema } from 'typeorm';
import { flag, id, instant, integer, optionalText, text } from '../columns.ts';

export type ContactKind = 'contact' | 'partner';

/** Somebody outside the organisation that e-mails are written to. */
export interface ContactRow {
  id: string;
  kind: ContactKind;
  name: string;
  nameKey: string;
  /** of an employee, as payroll runs have it */
  employeeId: string | null;
  /** equal for all spellings of one number */
  employeeKey: string | null;
  company: string | null;
  /** by which it is searched for */
  companyKey: string | null;
  /** BCP 47 */
  language: string | null;
  /** IANA */
  timeZone: string | null;
  createdAt: number;
  createdBy: string;
  modifiedAt: number;
  modifiedBy: string;
  /** the ETag */
  version: number;
}

export const ContactTable = new EntitySchema<ContactRow>({
  name: 'contact',
  columns: {
    id: id(),
    kind: text(),
    name: text(),
    nameKey: text('name_key'),
    employeeId: optionalText('employee_id'),
    employeeKey: optionalText('employee_key'),
    company: optionalText(),
    companyKey: optionalText('company_key'),
    language: optionalText(),
    timeZone: optionalText('time_zone'),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
    version: integer(),
  },
  indices: [
    { name: 'contact_name', columns: ['nameKey', 'id'] },
    { name: 'contact_employee', columns: ['employeeKey'], unique: true, where: '"employee_key" IS NOT NULL' },
  ],
});

/** Two contacts may share an address. */
export interface ContactAddressRow {
  contactId: string;
  /** equal for two addresses that are one */
  addressKey: string;
  address: string;
  /** the one that e-mails go to; a contact has one or none */
  primary: boolean;
  /** since when it is the contact's, and in this role */
  validFrom: number;
}

export const ContactAddressTable = new EntitySchema<ContactAddressRow>({
  name: 'contact_address',
  columns: {
    contactId: { ...id(), name: 'contact_id' },
    addressKey: { ...id(), name: 'address_key' },
    address: text(),
    primary: flag(),
    validFrom: instant('valid_from'),
  },
  indices: [{ name: 'contact_address_key', columns: ['addressKey'] }],
});
