import type { Json } from '../sdk/index.ts';
import type { Contact } from './contacts.ts';

const text = { type: 'string' };
const optional = { type: ['string', 'null'] };
const instant = { type: 'integer', description: 'Milliseconds since 1970' };

const ADDRESS = {
  type: 'object',
  required: ['address', 'primary', 'validFrom'],
  properties: {
    address: text,
    primary: { type: 'boolean', description: 'E-mails go to this one' },
    validFrom: { ...instant, description: 'Since when it is of this contact, as this kind of address' },
  },
};

const fields = {
  id: text,
  kind: { enum: ['contact', 'partner'] },
  name: text,
  employeeId: { ...optional, description: 'Number of an employee, by which payroll runs find the contact' },
  company: optional,
  language: { ...optional, description: 'BCP 47' },
  timeZone: { ...optional, description: 'IANA' },
  addresses: { type: 'array', items: ADDRESS, description: 'The primary one first' },
  createdAt: instant,
  createdBy: text,
  modifiedAt: instant,
  modifiedBy: text,
  version: { type: 'integer', description: 'The ETag' },
} satisfies Record<string, Json>;

export const CONTACT = { title: 'Contact', type: 'object', required: Object.keys(fields), properties: fields };

export const CONTACTS = {
  title: 'ContactList',
  type: 'object',
  required: ['items', 'next'],
  properties: {
    items: { type: 'array', items: CONTACT },
    next: { type: ['string', 'null'], description: '`after` of the next page; null: this is the last one' },
  },
};

export function contactView({
  nameKey: _name,
  companyKey: _company,
  employeeKey: _employee,
  addresses,
  ...contact
}: Contact) {
  return {
    ...contact,
    addresses: addresses.map(({ address, primary, validFrom }) => ({ address, primary, validFrom })),
  };
}
