import { type DocumentPasswordInput, documentPasswordInputSchema } from '../../../schemas/document-password.gen.ts';
import { type Route, UPLOAD_BYTES } from '../../http/route.ts';
import { cleanFileName, type JsonSchema } from '../../sdk/index.ts';
import { OPERATORS, TAG } from '../run.routes.ts';
import type { RunDeps } from '../run-deps.ts';
import { countPasswords, listPasswords } from './password.store.ts';
import { importPasswords, putPassword, removePassword } from './passwords.ts';

const MOST_LINES = 200;
const text = { type: 'string' };
const count = { type: 'integer' };
const columnName = { type: 'string', minLength: 1, maxLength: 200 };
const object = (properties: Record<string, JsonSchema>, title?: string): JsonSchema => ({
  ...(title === undefined ? {} : { title }),
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

const listAnswer = object(
  {
    items: listOf(
      object({ owner: text, updatedAt: { ...count, description: 'Milliseconds since 1970' }, updatedBy: text }),
    ),
    next: { type: ['string', 'null'], description: '`after` of the next page; null: this is the last one' },
    total: count,
  },
  'DocumentPasswordList',
);
const storedAnswer = object({ owner: text }, 'DocumentPasswordStored');
const importAnswer = object(
  {
    stored: count,
    refused: count,
    problems: {
      ...listOf(object({ line: count, message: text })),
      description: 'Of the first rows that were refused; no password is in it',
    },
  },
  'DocumentPasswordImport',
);

/** Passwords of persons for the PDFs they get: written, never read. */
export function passwordRoutes(deps: RunDeps): Route[] {
  return [listRoute(deps), ...writeRoutes(deps), importRoute(deps)];
}

function listRoute({ store }: RunDeps): Route {
  return {
    method: 'GET',
    path: '/document-passwords',
    id: 'listDocumentPasswords',
    summary: 'For whom a password of PDFs is stored; never the passwords',
    tag: TAG,
    allow: OPERATORS,
    query: {
      search: { description: "A part of the person's number", schema: { type: 'string', maxLength: 200 } },
      after: { description: '`next` of the page before', schema: { type: 'string' } },
      limit: { description: 'Default 50', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } },
    },
    answer: { status: 200, description: 'The persons of this page', schema: listAnswer },
    handler: async ({ query }) => {
      const most = Number(query['limit'] ?? 50);
      const page = { search: query['search']?.trim() ?? '', after: query['after'] ?? '', limit: most + 1 };
      const rows = await listPasswords(store, page);
      const items = rows.slice(0, most).map(({ owner, updatedAt, updatedBy }) => ({ owner, updatedAt, updatedBy }));
      const next = rows.length > most ? (items.at(-1)?.owner ?? null) : null;
      return { body: { items, next, total: await countPasswords(store) } };
    },
  };
}

function writeRoutes(deps: RunDeps): Route[] {
  return [
    {
      method: 'PUT',
      path: '/document-passwords/:owner',
      id: 'putDocumentPassword',
      audit: 'document_password',
      summary: "Store the password of a person's PDFs, in place of an earlier one",
      tag: TAG,
      allow: OPERATORS,
      body: documentPasswordInputSchema,
      answer: { status: 200, description: 'It is stored', schema: storedAnswer },
      handler: async ({ params, body, caller }) => {
        const owner = (params['owner'] ?? '').trim();
        await putPassword(deps, owner, (body as DocumentPasswordInput).password, caller.name);
        return { body: { owner } };
      },
    },
    {
      method: 'DELETE',
      path: '/document-passwords/:owner',
      id: 'deleteDocumentPassword',
      audit: 'document_password',
      summary: "Remove the stored password of a person's PDFs",
      tag: TAG,
      allow: OPERATORS,
      answer: { status: 200, description: 'It is gone', schema: storedAnswer },
      handler: async ({ params }) => {
        const owner = params['owner'] ?? '';
        await removePassword(deps, owner);
        return { body: { owner } };
      },
    },
  ];
}

function importRoute(deps: RunDeps): Route {
  return {
    method: 'POST',
    path: '/document-passwords/import',
    id: 'importDocumentPasswords',
    audit: 'document_password',
    summary: `Store the passwords of a file (CSV, XLSX, JSON), at most ${UPLOAD_BYTES / 1024 / 1024} MB; the file itself is not kept`,
    tag: TAG,
    allow: OPERATORS,
    rawBody: true,
    query: {
      name: { description: 'File name; default passwords.csv', schema: { type: 'string', maxLength: 1000 } },
      owner: { description: "Column with the person's number; default employeeId", schema: columnName },
      password: { description: 'Column with the password; default password', schema: columnName },
    },
    answer: { status: 200, description: 'How many, and the lines that cannot be used', schema: importAnswer },
    handler: async ({ query, body, caller, signal }) => {
      const of = {
        name: cleanFileName(query['name'] ?? 'passwords.csv'),
        chunks: body as AsyncIterable<Uint8Array>,
        ownerColumn: query['owner'] ?? 'employeeId',
        passwordColumn: query['password'] ?? 'password',
      };
      return { body: await importPasswords(deps, of, caller.name, signal) };
    },
  };
}
