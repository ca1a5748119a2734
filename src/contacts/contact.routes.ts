import { type ContactInput, contactInputSchema } from '../../schemas/contact.gen.ts';
import type { Role, Route, RouteRequest } from '../http/route.ts';
import { AppError } from '../sdk/index.ts';
import type { ContactKind } from '../store/tables/contact.table.ts';
import { CONTACT, CONTACTS, contactView } from './contact-answers.ts';
import {
  type Contact,
  type ContactAuthor,
  type ContactDeps,
  changeContact,
  createContact,
  deleteContact,
  listContacts,
  placeOf,
  readContact,
} from './contacts.ts';

const TAG = 'contacts';
export const CONTACT_READERS: Role[] = ['administrator', 'designer', 'payroll_operator', 'user'];
const WRITERS: Role[] = ['administrator', 'designer'];
const MOST_LINES = 200;

const ifMatch = {
  'if-match': {
    description: 'The ETag that was read; 412 when somebody changed it since.',
    schema: { type: 'string' },
  },
};

/** People outside the organisation that e-mails are written to. */
export function contactRoutes(deps: ContactDeps): Route[] {
  return [...readRoutes(deps), ...changeRoutes(deps)];
}

function readRoutes(deps: ContactDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/contacts',
      id: 'listContacts',
      summary: 'Contacts and partners by name',
      tag: TAG,
      allow: CONTACT_READERS,
      query: {
        search: {
          description: 'A part of the name, the company, the employee number or an address',
          schema: { type: 'string', maxLength: 200 },
        },
        kind: { description: 'Only these', schema: { enum: ['contact', 'partner'] } },
        after: { description: '`next` of the page before', schema: { type: 'string' } },
        limit: { description: 'Default 50', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } },
      },
      answer: { status: 200, description: 'The contacts of this page', schema: CONTACTS },
      handler: async ({ query }) => {
        const most = Number(query['limit'] ?? 50);
        const kind = query['kind'] as ContactKind | undefined;
        const search = query['search']?.trim() ?? '';
        const rows = await listContacts(deps, { search, kind, after: query['after'], limit: most + 1 });
        const items = rows.slice(0, most);
        const last = rows.length > most ? items.at(-1) : undefined;
        const next = last === undefined ? null : placeOf(last);
        return { body: { items: items.map(contactView), next } };
      },
    },
    {
      method: 'GET',
      path: '/contacts/:id',
      id: 'readContact',
      summary: 'Read a contact',
      tag: TAG,
      allow: CONTACT_READERS,
      answer: { status: 200, description: 'The contact', schema: CONTACT },
      handler: async (request) => answerContact(await readContact(deps, idOf(request))),
    },
  ];
}

function changeRoutes(deps: ContactDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/contacts',
      id: 'createContact',
      audit: 'contact',
      summary: 'Add a contact',
      tag: TAG,
      allow: WRITERS,
      body: contactInputSchema,
      answer: { status: 201, description: 'The contact', schema: CONTACT },
      handler: async (request) => {
        const contact = await createContact(deps, request.body as ContactInput, authorOf(request));
        return { ...answerContact(contact), headers: { location: `contacts/${contact.id}` } };
      },
    },
    {
      method: 'PUT',
      path: '/contacts/:id',
      id: 'changeContact',
      audit: 'contact',
      summary: 'Change a contact; a new primary address counts from now on',
      tag: TAG,
      allow: WRITERS,
      headers: ifMatch,
      body: contactInputSchema,
      answer: { status: 200, description: 'The contact', schema: CONTACT },
      handler: async (request) =>
        answerContact(await changeContact(deps, idOf(request), request.body as ContactInput, authorOf(request))),
    },
    {
      method: 'DELETE',
      path: '/contacts/:id',
      id: 'deleteContact',
      audit: 'contact',
      summary: 'Delete a contact that nothing names; e-mails stay',
      tag: TAG,
      allow: WRITERS,
      headers: ifMatch,
      answer: { status: 204, description: 'Deleted' },
      handler: async (request) => {
        const { id, name } = await readContact(deps, idOf(request));
        request.note?.({ subject: { id, name } });
        await deleteContact(deps, id, authorOf(request));
        return { status: 204 };
      },
    },
  ];
}

function answerContact(contact: Contact) {
  return { body: contactView(contact), etag: String(contact.version) };
}

function idOf({ params }: RouteRequest): string {
  return params['id'] ?? '';
}

function authorOf({ caller, headers }: RouteRequest): ContactAuthor {
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '*') return { name: caller.name, seen: undefined };
  const version = /^"?(\d{1,9})"?$/.exec(given)?.[1];
  if (version === undefined) throw new AppError('STALE', 'If-Match must be the ETag as it was read, e.g. "3".');
  return { name: caller.name, seen: Number(version) };
}
