import { type RuleInput, ruleInputSchema } from '../schemas/rule.gen.ts';
import { type RuleOrderInput, ruleOrderInputSchema } from '../schemas/rule-order.gen.ts';
import type { Route } from '../src/http/route.ts';
import { ACTIVITY, listOf, RULE, viewRule, viewRules } from './answers.ts';
import { eventRoutes } from './events/event.routes.ts';
import { fieldRoutes } from './forms/field.routes.ts';
import { formRoutes } from './forms/form.routes.ts';
import { instanceRoutes } from './instances/instance.routes.ts';
import { namedRoute } from './named.routes.ts';
import { previewRoutes } from './preview/preview.routes.ts';
import { openPreviewPages } from './preview/preview-pages.ts';
import { proposalRoutes } from './proposals/proposal.routes.ts';
import { addRule, saveRule, switchRule } from './proposals/proposals.ts';
import { receivedEventRoutes } from './received/received-event.routes.ts';
import { authorOf, changedFields, idOf, ifMatch } from './request.ts';
import { getRule, listRules } from './rule.store.ts';
import { listRuleActivity } from './rule-activity.store.ts';
import type { RuleDeps } from './rule-deps.ts';
import { deleteRule, duplicateRule, orderRules } from './rules.ts';
import { templateRoutes } from './templates/template.routes.ts';

const allow = ['administrator', 'designer'] as const;
const tag = 'rules';
const stored = { status: 200, description: 'The rule as stored', schema: RULE };

/** Everything of this slice: forms, rules, templates, events. */
export function ruleRoutes(deps: RuleDeps): Route[] {
  const pages = openPreviewPages(deps.clock);
  return [
    ...formRoutes(deps),
    ...instanceRoutes(deps),
    ...storedRules(deps),
    activity(deps),
    ...receivedEventRoutes(deps),
    ...fieldRoutes(deps),
    namedRoute(deps),
    ...ruleSteps(deps),
    ...proposalRoutes(deps),
    ...previewRoutes(deps, pages),
    ...templateRoutes(deps, pages),
    ...eventRoutes(deps),
  ];
}

function storedRules(deps: RuleDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/rules',
      id: 'listRules',
      summary: 'All rules, those of one trigger in the order in which they run',
      tag,
      allow,
      answer: { status: 200, description: 'The rules', schema: listOf('RuleList', RULE) },
      handler: async () => viewRules(deps.store, await listRules(deps.store.read)),
    },
    {
      method: 'POST',
      path: '/rules',
      id: 'createRule',
      audit: 'rule',
      summary: 'A new rule, behind the others of its trigger',
      tag,
      allow,
      body: ruleInputSchema,
      answer: { ...stored, status: 201 },
      handler: async (request) =>
        viewRule(deps.store, await addRule(deps, request.body as RuleInput, authorOf(request))),
    },
    {
      method: 'GET',
      path: '/rules/:id',
      id: 'getRule',
      summary: 'One rule',
      tag,
      allow,
      about: 'rule',
      answer: stored,
      handler: async (request) => viewRule(deps.store, await getRule(deps.store.read, idOf(request))),
    },
    {
      method: 'PUT',
      path: '/rules/:id',
      id: 'changeRule',
      audit: 'rule',
      summary: 'Change a rule; where the setting asks for a second person, the change waits as `proposed`',
      tag,
      allow,
      about: 'rule',
      headers: ifMatch,
      body: ruleInputSchema,
      answer: stored,
      handler: async (request) => {
        const before = await getRule(deps.store.read, idOf(request));
        const row = await saveRule(deps, before.id, request.body as RuleInput, authorOf(request));
        request.note?.({ fields: changedFields(before, row) });
        return viewRule(deps.store, row);
      },
    },
    {
      method: 'DELETE',
      path: '/rules/:id',
      id: 'deleteRule',
      audit: 'rule',
      summary: 'Delete a rule; its mails stay',
      tag,
      allow,
      about: 'rule',
      headers: ifMatch,
      answer: { status: 204, description: 'Deleted' },
      handler: async (request) => {
        const { id, name } = await getRule(deps.store.read, idOf(request));
        request.note?.({ subject: { id, name } });
        await deleteRule(deps, id, authorOf(request));
        return { status: 204 };
      },
    },
  ];
}

function activity(deps: RuleDeps): Route {
  return {
    method: 'GET',
    path: '/rules/activity',
    id: 'listRuleActivity',
    summary: 'When each rule last sent, and what its last seven days brought; test mails do not count',
    tag,
    allow,
    answer: { status: 200, description: 'One entry for each rule', schema: ACTIVITY },
    handler: async () => ({ body: { items: await listRuleActivity(deps.store, deps.clock.now()) } }),
  };
}

function ruleSteps(deps: RuleDeps): Route[] {
  const enabling = (enabled: boolean): Route => ({
    method: 'POST',
    path: `/rules/:id/${enabled ? 'enable' : 'disable'}`,
    id: enabled ? 'enableRule' : 'disableRule',
    audit: 'rule',
    summary: enabled ? 'Switch a rule on' : 'Switch a rule off',
    tag,
    about: 'rule',
    allow,
    headers: ifMatch,
    answer: stored,
    handler: async (request) => viewRule(deps.store, await switchRule(deps, idOf(request), enabled, authorOf(request))),
  });
  return [
    enabling(true),
    enabling(false),
    {
      method: 'POST',
      path: '/rules/:id/duplicate',
      id: 'duplicateRule',
      audit: 'rule',
      summary: 'Copy a rule; the copy is switched off and stands behind it',
      tag,
      allow,
      answer: { ...stored, status: 201 },
      handler: async (request) => viewRule(deps.store, await duplicateRule(deps, idOf(request), authorOf(request))),
    },
    {
      method: 'PUT',
      path: '/rules/order',
      id: 'orderRules',
      audit: 'rule',
      summary: 'The order in which the rules of one trigger run',
      tag,
      allow,
      body: ruleOrderInputSchema,
      answer: { status: 200, description: 'The rules of the trigger', schema: listOf('RuleList', RULE) },
      handler: async ({ body }) => {
        return viewRules(deps.store, await orderRules(deps, (body as RuleOrderInput).ids));
      },
    },
  ];
}
