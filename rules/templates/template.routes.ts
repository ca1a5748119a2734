import { type TemplateInput, templateInputSchema } from '../../schemas/template.gen.ts';
import { type TemplatePreviewInput, templatePreviewInputSchema } from '../../schemas/template-preview.gen.ts';
import { type TemplateReplayInput, templateReplayInputSchema } from '../../schemas/template-replay.gen.ts';
import type { Route, RouteRequest } from '../../src/http/route.ts';
import type { StoredTemplateKind, TemplateRow } from '../../src/store/tables/template.table.ts';
import { keepFor, type PreviewPages } from '../preview/preview-pages.ts';
import { authorOf, idOf, ifMatch } from '../request.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { createOwnTurns, type OwnTurns } from './own-turn.ts';
import { listStarters } from './starters.ts';
import { getTemplate, getVersion, listTemplates, listVersions } from './template.store.ts';
import {
  headView,
  RULE_PROBLEMS,
  STARTERS,
  TEMPLATE,
  TEMPLATE_PREVIEW,
  TEMPLATE_REPLAY,
  TEMPLATES,
  templateView,
  USES,
  VERSION,
  VERSIONS,
  versionView,
} from './template-answers.ts';
import { previewTemplate } from './template-preview.ts';
import { replayTemplate } from './template-replay.ts';
import { brokenRules, usesOfTemplate } from './template-uses.ts';
import { changeTemplate, createTemplate, deleteTemplate, restoreVersion } from './templates.ts';

const allow = ['administrator', 'designer'] as const;
const tag = 'templates';
const stored = { status: 200, description: 'The template as stored', schema: TEMPLATE };
const MOST_LINES = 200;
const limit = { description: 'Default 50', schema: { type: 'integer', minimum: 1, maximum: MOST_LINES } };

/** The library of texts that e-mails of rules are made of. */
export function templateRoutes(deps: RuleDeps, pages: PreviewPages): Route[] {
  const turns = createOwnTurns();
  return [
    ...readRoutes(deps),
    ...changeRoutes(deps, turns),
    ...versionRoutes(deps, turns),
    ...tryRoutes(deps, pages, turns),
    {
      method: 'GET',
      path: '/rules/problems',
      id: 'listRuleProblems',
      summary: 'Rules whose templates name what their form does not have, or cannot be put together any more',
      tag: 'rules',
      allow,
      answer: { status: 200, description: 'Only rules with problems', schema: RULE_PROBLEMS },
      handler: async () => ({ body: { items: await brokenRules(deps) } }),
    },
  ];
}

function readRoutes(deps: RuleDeps): Route[] {
  const { read } = deps.store;
  return [
    {
      method: 'GET',
      path: '/templates',
      id: 'listTemplates',
      summary: 'E-mail templates, layouts and parts by name',
      tag,
      allow,
      query: {
        search: { description: 'A part of the name', schema: { type: 'string', maxLength: 200 } },
        kind: { description: 'Only these', schema: { enum: ['email', 'layout', 'part'] } },
        after: { description: '`next` of the page before', schema: { type: 'string' } },
        limit,
      },
      answer: { status: 200, description: 'The templates of this page, without their texts', schema: TEMPLATES },
      handler: async ({ query }) => {
        const most = Number(query['limit'] ?? 50);
        const kind = query['kind'] as StoredTemplateKind | undefined;
        const search = query['search']?.trim() ?? '';
        const rows = await listTemplates(read, { search, kind, after: query['after'], limit: most + 1 });
        const items = rows.slice(0, most);
        const next = rows.length > most ? (items.at(-1)?.id ?? null) : null;
        return { body: { items: items.map(headView), next } };
      },
    },
    {
      method: 'GET',
      path: '/templates/starters',
      id: 'listTemplateStarters',
      summary: 'Layouts that come with the product, to start an own one from',
      tag,
      allow,
      answer: { status: 200, description: 'Their HTML', schema: STARTERS },
      handler: async () => ({ body: { items: await listStarters() } }),
    },
    {
      method: 'GET',
      path: '/templates/:id',
      id: 'getTemplate',
      summary: 'One template with its texts',
      tag,
      allow,
      answer: stored,
      handler: async (request) => templateView(await getTemplate(read, idOf(request))),
    },
    {
      method: 'GET',
      path: '/templates/:id/uses',
      id: 'listTemplateUses',
      summary: 'The rules and templates that are made of it, and what is wrong with those rules',
      tag,
      allow,
      answer: { status: 200, description: 'Rules and templates', schema: USES },
      handler: async (request) => ({ body: await usesOfTemplate(deps, idOf(request)) }),
    },
  ];
}

function changeRoutes(deps: RuleDeps, turns: OwnTurns): Route[] {
  return [
    {
      method: 'POST',
      path: '/templates',
      id: 'createTemplate',
      audit: 'template',
      summary: 'A new template, in its first version',
      tag,
      allow,
      body: templateInputSchema,
      answer: { ...stored, status: 201 },
      handler: async (request) => {
        const input = request.body as TemplateInput;
        const row = await turns.take(request.caller.id, () => createTemplate(deps, input, authorOf(request)));
        return { ...templateView(row), headers: { location: `templates/${row.id}` } };
      },
    },
    {
      method: 'PUT',
      path: '/templates/:id',
      id: 'changeTemplate',
      audit: 'template',
      summary: 'A new version of a template; rules use it from now on',
      tag,
      allow,
      headers: ifMatch,
      body: templateInputSchema,
      answer: stored,
      handler: async (request) => {
        const before = await getTemplate(deps.store.read, idOf(request));
        const input = request.body as TemplateInput;
        const change = { id: before.id, input };
        const row = await turns.take(request.caller.id, () => changeTemplate(deps, change, authorOf(request)));
        request.note?.({ fields: changedParts(before, row) });
        return templateView(row);
      },
    },
    {
      method: 'DELETE',
      path: '/templates/:id',
      id: 'deleteTemplate',
      audit: 'template',
      summary: 'Delete a template that neither rules nor other templates use, with its versions',
      tag,
      allow,
      headers: ifMatch,
      answer: { status: 204, description: 'Deleted' },
      handler: async (request) => {
        const { id, name } = await getTemplate(deps.store.read, idOf(request));
        request.note?.({ subject: { id, name } });
        await deleteTemplate(deps, id, authorOf(request));
        return { status: 204 };
      },
    },
  ];
}

function versionRoutes(deps: RuleDeps, turns: OwnTurns): Route[] {
  const { read } = deps.store;
  return [
    {
      method: 'GET',
      path: '/templates/:id/versions',
      id: 'listTemplateVersions',
      summary: 'Each version with who saved it, the newest first',
      tag,
      allow,
      query: {
        before: { description: '`next` of the page before', schema: { type: 'integer', minimum: 1 } },
        limit,
      },
      answer: { status: 200, description: 'The versions of this page, without their texts', schema: VERSIONS },
      handler: async (request) => {
        const { id } = await getTemplate(read, idOf(request));
        const { before, limit: given } = request.query;
        const most = Number(given ?? 50);
        const from = before === undefined ? undefined : Number(before);
        const rows = await listVersions(read, { id, before: from, limit: most + 1 });
        const items = rows.slice(0, most);
        const next = rows.length > most ? (items.at(-1)?.version ?? null) : null;
        return { body: { items: items.map(versionView), next } };
      },
    },
    {
      method: 'GET',
      path: '/templates/:id/versions/:version',
      id: 'getTemplateVersion',
      summary: 'One version with its texts',
      tag,
      allow,
      answer: { status: 200, description: 'As it was saved', schema: VERSION },
      handler: async (request) => {
        const row = await getVersion(read, idOf(request), versionOf(request));
        return { body: { ...versionView(row), texts: row.texts } };
      },
    },
    {
      method: 'POST',
      path: '/templates/:id/versions/:version/restore',
      id: 'restoreTemplateVersion',
      audit: 'template',
      summary: 'The texts and the layout of an old version as a new one',
      tag,
      allow,
      headers: ifMatch,
      answer: stored,
      handler: async (request) => {
        const of = { id: idOf(request), version: versionOf(request) };
        const row = await turns.take(request.caller.id, () => restoreVersion(deps, of, authorOf(request)));
        return templateView(row);
      },
    },
  ];
}

function tryRoutes(deps: RuleDeps, pages: PreviewPages, turns: OwnTurns): Route[] {
  return [
    {
      method: 'POST',
      path: '/templates/preview',
      id: 'previewTemplate',
      audit: { exempt: 'It stores and sends nothing.' },
      summary: 'A template as it stands in the editor, filled in with a record, and what is wrong with it',
      tag,
      allow,
      body: templatePreviewInputSchema,
      answer: { status: 200, description: 'The texts; null where one cannot be made', schema: TEMPLATE_PREVIEW },
      handler: async ({ body, caller, signal }) => ({
        body: await turns.take(
          caller.id,
          () => previewTemplate(deps, body as TemplatePreviewInput, keepFor(pages, caller.id)),
          signal,
        ),
      }),
    },
    {
      method: 'POST',
      path: '/templates/:id/replay',
      id: 'replayTemplate',
      audit: { exempt: 'It stores and sends nothing.' },
      summary: 'What a changed template would have made of the last records of the rules that use it',
      tag,
      allow,
      body: templateReplayInputSchema,
      answer: { status: 200, description: 'Rule by rule; nothing is stored or sent', schema: TEMPLATE_REPLAY },
      handler: async (request) => {
        const input = { ...(request.body as TemplateReplayInput), id: idOf(request) };
        const { caller, signal } = request;
        return { body: await turns.take(caller.id, () => replayTemplate(deps, input, caller.id, signal), signal) };
      },
    },
  ];
}

/** A version that is no number is none of a template. */
function versionOf({ params }: RouteRequest): number {
  const given = params['version'] ?? '';
  return /^\d{1,9}$/.test(given) ? Number(given) : 0;
}

const PARTS = ['name', 'layoutId', 'texts'] as const;

function changedParts(before: TemplateRow, after: TemplateRow): string[] {
  return PARTS.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));
}
