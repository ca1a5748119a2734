import { type SuppressionInput, suppressionInputSchema } from '../../schemas/suppression.gen.ts';
import {
  type AddressList,
  addressListRoute,
  endAddressRoute,
  endedField,
  endOf,
  LIST_WRITERS,
} from '../http/address-list.ts';
import type { Route } from '../http/route.ts';
import { SUPPRESSION_KINDS, type SuppressionKind } from '../sdk/index.ts';
import type { SuppressionRow } from '../store/tables/suppression.table.ts';
import { countSuppressions, listSuppressions } from './suppression.store.ts';
import { endSuppressed, type SuppressionDeps, suppress } from './suppressions.ts';

const text = { type: 'string' };
const fields = {
  id: text,
  address: text,
  kind: { enum: SUPPRESSION_KINDS },
  reason: text,
  createdAt: { type: 'integer', description: 'Milliseconds since 1970' },
  createdBy: text,
  ended: endedField('Who let the address get e-mail again; null: it gets none'),
};

/** Addresses that get no e-mail. */
export function suppressionRoutes(deps: SuppressionDeps): Route[] {
  const of = suppressionList(deps);
  return [addressListRoute(of), addRoute(deps, of), endAddressRoute(of)];
}

function suppressionList(deps: SuppressionDeps): AddressList<SuppressionRow> {
  return {
    path: '/suppressions',
    tag: 'suppressions',
    audit: 'suppression',
    list: {
      id: 'listSuppressions',
      summary: 'Addresses that get no e-mail, newest first',
      title: 'SuppressionList',
      total: 'Addresses on the list today',
      ended: 'true: the addresses that were taken off the list, as its history',
    },
    end: {
      id: 'endSuppression',
      summary: 'Let an address get e-mail again, with the reason',
      description: 'What it was on the list for, and who ended it',
    },
    query: { kind: { description: 'Only these', schema: { enum: SUPPRESSION_KINDS } } },
    answer: { title: 'Suppression', type: 'object', required: Object.keys(fields), properties: fields },
    view,
    rows: (filter, { kind }) => listSuppressions(deps.store, { ...filter, kind: kind as SuppressionKind | undefined }),
    count: () => countSuppressions(deps.store),
    endRow: (ending, { name }) => endSuppressed(deps, ending, name),
  };
}

function addRoute(deps: SuppressionDeps, { path, tag, audit, answer }: AddressList<SuppressionRow>): Route {
  return {
    method: 'POST',
    path,
    id: 'addSuppression',
    audit,
    summary: 'Let an address get no e-mail any more; 409 when it is on the list',
    tag,
    allow: LIST_WRITERS,
    body: suppressionInputSchema,
    answer: { status: 201, description: 'The address on the list', schema: answer },
    handler: async ({ body, caller }) => ({
      status: 201,
      body: view(await suppress(deps, body as SuppressionInput, caller.name)),
    }),
  };
}

function view({ id, address, kind, reason, createdAt, createdBy, ...row }: SuppressionRow) {
  const ended = endOf({ at: row.removedAt, by: row.removedBy, reason: row.removedReason });
  return { id, address, kind, reason, createdAt, createdBy, ended };
}
