import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';
import type { AuditSearch } from './audit.route.ts';

export type AuditRecord = components['schemas']['AuditList']['items'][number];
export type AuditCheck = components['schemas']['AuditCheck'];

export const auditQuery = ({ before, actor, kind, refused }: AuditSearch) =>
  queryOptions({
    queryKey: ['audit', before, actor, kind, refused],
    queryFn: () => answer(api.GET('/audit', { params: { query: { before, actor, kind, refused } } })),
    staleTime: 0,
  });

export function verifyAudit(): Promise<AuditCheck> {
  return answer(api.GET('/audit/verify'));
}
