import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type ConnectorHealth = components['schemas']['ConnectorHealthList']['items'][number];
export type LimitUse = components['schemas']['LimitUse']['items'][number];
export type Limits = components['schemas']['SendingLimitsSetting'];

/** Queue and circuit change without a change of the connector: they are looked for again. */
const LOOK_AGAIN_MS = 5_000;

/** Below 'connectors': the live link makes it stale together with them. */
export const healthQuery = queryOptions({
  queryKey: ['connectors', 'health'],
  refetchInterval: LOOK_AGAIN_MS,
  queryFn: async ({ signal }) => (await answer(api.GET('/health/connectors', { signal }))).items,
});

export type MailHour = components['schemas']['MailHourList']['items'][number];

/** Below 'outbox': what happens to e-mails makes it stale. */
export const mailHoursQuery = queryOptions({
  queryKey: ['outbox', 'hours'],
  refetchInterval: LOOK_AGAIN_MS * 3,
  queryFn: async ({ signal }) => (await answer(api.GET('/health/hours', { signal }))).items,
});

export type BounceRate = components['schemas']['BounceRateList']['items'][number];

export const bouncesQuery = queryOptions({
  queryKey: ['health', 'bounces'],
  refetchInterval: LOOK_AGAIN_MS * 12,
  queryFn: async ({ signal }) => (await answer(api.GET('/health/bounces', { signal }))).items,
});

export const limitsQuery = queryOptions({
  queryKey: ['settings', 'limits'],
  queryFn: ({ signal }) => answer(api.GET('/settings/limits', { signal })),
});

export const limitUseQuery = queryOptions({
  queryKey: ['outbox', 'limit-use'],
  refetchInterval: LOOK_AGAIN_MS,
  queryFn: async ({ signal }) => (await answer(api.GET('/limits/usage', { signal }))).items,
});

export type Alerts = components['schemas']['AlertsSetting'];

export const alertsQuery = queryOptions({
  queryKey: ['settings', 'alerts'],
  queryFn: ({ signal }) => answer(api.GET('/settings/alerts', { signal })),
});

/** What the page edits: the addresses as lines of text. `secret` undefined: the stored one stays. */
export interface AlertsDraft {
  emails: string;
  webhookUrl: string;
  secret: string | undefined;
}

export function alertsDraft({ emails, webhookUrl }: Alerts): AlertsDraft {
  return { emails: emails.join('\n'), webhookUrl: webhookUrl ?? '', secret: undefined };
}

export function putAlerts({ emails, webhookUrl, secret }: AlertsDraft) {
  const url = webhookUrl.trim();
  const body = {
    emails: emails.split(/[\s,;]+/).filter((entry) => entry !== ''),
    webhookUrl: url === '' ? null : url,
    ...(url !== '' && secret ? { webhookSecret: secret } : {}),
  };
  return answer(api.PUT('/settings/alerts', { body }));
}

export function testAlerts() {
  return answer(api.POST('/settings/alerts/test'));
}
