import type {
  ActionContext,
  Clock,
  MailAttachment,
  RuleAction,
  SenderCandidate,
  SenderSettings,
  TemplateEngine,
} from '../src/sdk/index.ts';
import { readContent } from '../src/store/content.ts';
import type { Store } from '../src/store/store.ts';
import type { MailOutbox } from './mail-outbox.ts';

export interface RuleDeps {
  store: Store;
  clock: Clock;
  templates: TemplateEngine;
  /** by name; loadRuleActions() finds them */
  actions: ReadonlyMap<string, RuleAction<unknown>>;
  outbox: MailOutbox;
  findConnector(id: string): Promise<SenderCandidate | undefined>;
  findFile(id: string): Promise<MailAttachment | undefined>;
  loadSenderSettings(): Promise<SenderSettings>;
  /** an event that would make more is refused; default 500 */
  maxMailsPerEvent?: number;
  /** after which a held event that nobody decides expires; default one hour */
  holdMs?: number;
}

const START_BYTES = 1024;

/** What actions see while one event or one rule is handled: each connector and the settings are read once. */
export async function actionContext(deps: RuleDeps): Promise<ActionContext> {
  const connectors = new Map<string, Promise<SenderCandidate | undefined>>();
  return {
    templates: deps.templates,
    senders: await deps.loadSenderSettings(),
    findConnector: (id) => {
      const known = connectors.get(id) ?? deps.findConnector(id);
      connectors.set(id, known);
      return known;
    },
    findFile: (id) => deps.findFile(id),
    readStart: async (contentId) => {
      for await (const piece of readContent(deps.store.read, contentId)) return piece.subarray(0, START_BYTES);
      return new Uint8Array();
    },
  };
}
