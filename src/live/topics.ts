import type { Caller, Role, Route } from '../http/route.ts';
import { AppError, invalid } from '../sdk/index.ts';

export const TOPICS = ['connectors', 'outbox', 'rules', 'settings', 'runs'] as const;
export type Topic = (typeof TOPICS)[number];

/** Who may read a topic; `details`: who may also know why a connector is in its state. */
export type TopicRights = Record<Topic | 'details', readonly Role[] | 'anyone' | 'public'>;

/** A topic is for those who may read the same by its route. */
const ROUTE_IDS: Record<Topic | 'details', string> = {
  connectors: 'listConnectors',
  outbox: 'listOutbox',
  rules: 'listRules',
  settings: 'getGlobalSmtp',
  runs: 'listRuns',
  details: 'readConnector',
};

export function topicRights(routes: readonly Route[]): TopicRights {
  const of = (name: Topic | 'details') => {
    const route = routes.find(({ id }) => id === ROUTE_IDS[name]);
    if (route === undefined)
      throw new AppError('INTERNAL', `There is no operation ${ROUTE_IDS[name]} to take rights from.`);
    return route.allow;
  };
  return {
    connectors: of('connectors'),
    outbox: of('outbox'),
    rules: of('rules'),
    settings: of('settings'),
    runs: of('runs'),
    details: of('details'),
  };
}

export function mayRead(rights: TopicRights, topic: Topic | 'details', caller: Caller): boolean {
  const allow = rights[topic];
  return typeof allow === 'string' || allow.some((role) => caller.roles.includes(role));
}

/** The topics of "connectors,outbox"; VALIDATION for an unknown one, FORBIDDEN for one the caller may not read. */
export function parseTopics(text: string | undefined, rights: TopicRights, caller: Caller): Topic[] {
  const names = [...new Set((text ?? '').split(',').filter((name) => name !== ''))];
  const topics = TOPICS.filter((topic) => names.includes(topic));
  const unknown = names.filter((name) => !(TOPICS as readonly string[]).includes(name));
  if (unknown.length > 0 || topics.length === 0) {
    const wrong = unknown.length > 0 ? `There is no topic "${unknown[0]}".` : 'Name at least one topic.';
    throw invalid([{ path: '?topics', message: `${wrong} Topics are ${TOPICS.join(', ')}, separated by commas.` }]);
  }
  for (const topic of topics) {
    const allow = rights[topic];
    if (typeof allow === 'string' || mayRead(rights, topic, caller)) continue;
    throw new AppError(
      'FORBIDDEN',
      `The topic "${topic}" needs the role ${allow.join(' or ')}; ask an administrator for it.`,
    );
  }
  return topics;
}
