import { type SuppressionEndInput, suppressionEndInputSchema } from '../../schemas/suppression-end.gen.ts';
import type { JsonSchema } from '../sdk/index.ts';
import type { Caller, Parameter, Role, Route } from './route.ts';

const READERS: Role[] = ['administrator', 'payroll_operator', 'approver', 'designer'];
/** Who changes a list of addresses that get no e-mail. */
export const LIST_WRITERS: Role[] = ['administrator', 'payroll_operator'];
const MOST_LINES = 200;

const text = { type: 'string' };
const instant = { type: 'integer', description: 'Milliseconds since 1970' };

/** What every list is asked for. */
export interface AddressFilter {
  /** a part of the address */
  search: string;
  /** true: those that were taken off the list instead of those on it */
  ended: boolean;
  before: string | undefined;
  limit: number;
}

interface OwnQuery {
  [name: string]: string;
}

/** A list of addresses that get no e-mail of some kind, from which an address is taken with a reason that stays. */
export interface AddressList<Row extends { id: string }> {
  path: string;
  tag: string;
  /** what the audit tells it was done to */
  audit: string;
  list: { id: string; summary: string; title: string; total: string; ended: string };
  end: { id: string; summary: string; description: string };
  /** further filters; the store gets what was asked */
  query?: Record<string, Parameter>;
  /** properties of a line in their order, and the line itself */
  answer: JsonSchema;
  view(row: Row): { id: string };
  rows(filter: AddressFilter, query: OwnQuery): Promise<Row[]>;
  count(): Promise<number>;
  endRow(of: { id: string; reason: string }, caller: Caller): Promise<Row>;
}

/** Of a line: who took it off the list, and why. */
export function endedField(description: string): object {
  return {
    type: ['object', 'null'],
    description,
    required: ['at', 'by', 'reason'],
    properties: { at: instant, by: text, reason: text },
  };
}

export function endOf({ at, by, reason }: { at: number | null; by: string | null; reason: string | null }) {
  return at === null ? null : { at, by: by ?? '', reason: reason ?? '' };
}

export function addressListRoute<Row extends { id: string }>(of: AddressList<Row>): Route {
  const { id, summary, title, total, ended } = of.list;
  const { title: _, ...line } = of.answer;
  return {
    method: 'GET',
    path: of.path,
    id,
    summary,
    tag: of.tag,
    allow: READERS,
    query: {
      search: { description: 'A part of the address', schema: { type: 'string', maxLength: 200 } },
      ...of.query,
      ended: { description: ended, schema: { type: 'boolean' } },
      before: { description: '`next` of the page before', schema: { type: 'string' } },
      limit: { description: 'Default 50', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } },
    },
    answer: { status: 200, description: 'The addresses of this page', schema: pageOf(title, line, total) },
    handler: async ({ query }) => {
      const most = Number(query['limit'] ?? 50);
      const asked = {
        search: query['search']?.trim() ?? '',
        ended: query['ended'] === 'true',
        before: query['before'],
        limit: most + 1,
      };
      const rows = await of.rows(asked, query);
      const items = rows.slice(0, most).map(of.view);
      const next = rows.length > most ? (items.at(-1)?.id ?? null) : null;
      return { body: { items, next, total: await of.count() } };
    },
  };
}

function pageOf(title: string, items: object, total: string): JsonSchema {
  return {
    title,
    type: 'object',
    required: ['items', 'next', 'total'],
    properties: {
      items: { type: 'array', items },
      next: { type: ['string', 'null'], description: '`before` of the next page; null: this is the last one' },
      total: { type: 'integer', description: total },
    },
  };
}

export function endAddressRoute<Row extends { id: string }>(of: AddressList<Row>): Route {
  const { id, summary, description } = of.end;
  return {
    method: 'POST',
    path: `${of.path}/:id/end`,
    id,
    audit: of.audit,
    summary,
    tag: of.tag,
    allow: LIST_WRITERS,
    body: suppressionEndInputSchema,
    answer: { status: 200, description, schema: of.answer },
    handler: async ({ params, body, caller }) => {
      const { reason } = body as SuppressionEndInput;
      return { body: of.view(await of.endRow({ id: params['id'] ?? '', reason }, caller)) };
    },
  };
}
