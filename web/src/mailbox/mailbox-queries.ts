import { queryOptions } from '@tanstack/react-query';
import { answer, answerWithEtag, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type DefaultMailbox = components['schemas']['DefaultMailboxSetting'];
export type Connector = components['schemas']['Connector'];
export type TestReport = components['schemas']['TestReport'];

export interface SavedMailbox {
  mailbox: DefaultMailbox;
  etag: string;
}

/** Below 'settings': the live link makes it stale together with them. */
export const defaultMailboxQuery = queryOptions({
  queryKey: ['settings', 'mailbox-page'],
  queryFn: async ({ signal }): Promise<SavedMailbox> => {
    const { body, etag } = await answerWithEtag(api.GET('/settings/default-mailbox', { signal }));
    return { mailbox: body, etag };
  },
});

export function createMailbox({ displayName, address }: { displayName: string; address: string }, etag: string) {
  const body = { connectorId: null, displayName, replyTo: { address, name: displayName } };
  return answer(api.PUT('/settings/default-mailbox', { params: { header: { 'if-match': etag } }, body }));
}

export function deleteMailbox(etag: string) {
  return answer(api.DELETE('/settings/default-mailbox', { params: { header: { 'if-match': etag } } }));
}

/** Stores how it sends and answers the id of its own connector. */
export async function connectMailbox(body: { provider?: string; settings: object }): Promise<string> {
  const saved = await answer(
    api.PUT('/settings/default-mailbox/connection', {
      body: { ...body, settings: body.settings as Record<string, never> },
    }),
  );
  return saved.ownConnectorId ?? '';
}

export function sendTestMail(id: string, recipient: string): Promise<TestReport> {
  return answer(api.POST('/connectors/{id}/test-mail', { params: { path: { id } }, body: { recipient } }));
}
