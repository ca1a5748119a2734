import type { RuleOutcome } from '../../rules/events/run-rules.ts';
import { createTemplateEngine } from '../../rules/expressions/template-engine.ts';
import { ruleRoutes } from '../../rules/rule.routes.ts';
import { loadRuleActions } from '../../rules/rule-actions.ts';
import type { RuleDeps } from '../../rules/rule-deps.ts';
import { findMailTemplate } from '../../rules/templates/templates.ts';
import { createDispatch, type RouteCall } from '../../src/http/dispatch.ts';
import type { MailAttachment, SenderCandidate, SenderSettings } from '../../src/sdk/index.ts';
import type { Store } from '../../src/store/store.ts';
import { fakeOutbox } from './fake-outbox.ts';

export const connector = (id: string, over: Partial<SenderCandidate> = {}): SenderCandidate => ({
  id,
  displayName: id,
  state: 'active',
  stateReason: 'tested',
  canSend: true,
  from: { address: `${id}@acme.test` },
  allowedFrom: [],
  sentCopy: 'auto',
  maxSize: 0,
  ...over,
});

export const settings = (
  over: { [Key in keyof SenderSettings]?: Partial<SenderSettings[Key]> } = {},
): SenderSettings => ({
  globalSmtp: { enabled: false, mode: 'force', connectorId: null, saveToSent: 'auto', ...over.globalSmtp },
  defaultMailbox: { connectorId: null, replyTo: null, displayName: null, ...over.defaultMailbox },
});

/** The parts of the answers that tests read. */
export interface Body {
  id: string;
  eventId: string;
  items: { id: string }[];
  findings: unknown[];
  warnings: unknown[];
  rules: RuleOutcome[];
}

/** The rules slice with connectors, settings, files, time and outbox that a test decides. */
export async function rulesRig(store: Store, over: Partial<RuleDeps> = {}) {
  const outbox = fakeOutbox();
  const connectors = new Map<string, SenderCandidate>([['payroll', connector('payroll')]]);
  const files = new Map<string, MailAttachment>();
  const world = { now: Date.UTC(2026, 10, 20), settings: settings() };
  const templates = createTemplateEngine();
  const deps: RuleDeps = {
    zone: 'UTC',
    store,
    clock: { now: () => world.now, sleep: async () => {} },
    templates,
    findTemplate: (id) => findMailTemplate({ store, templates }, id),
    actions: await loadRuleActions(),
    outbox,
    findConnector: async (id) => connectors.get(id),
    findFile: async (id) => files.get(id),
    loadSenderSettings: async () => world.settings,
    findSuppressed: async () => new Map(),
    canLink: true,
    ...over,
  };
  const dispatch = createDispatch(ruleRoutes(deps));
  const caller = { id: 'u1', name: 'Dora', roles: ['designer' as const] };
  const call = async (
    method: RouteCall['method'],
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Body }> => {
    const answer = await dispatch({ method, path, body, headers, caller });
    return { status: answer.status, body: answer.body as Body };
  };
  return { deps, outbox, connectors, files, world, dispatch, call };
}
