import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ROLES } from '../app/navigation.ts';
import { signedIn } from '../app/signed-in.ts';

export interface AuditSearch {
  /** the number of the record after which the page begins */
  before?: number;
  actor?: string;
  kind?: string;
  refused?: true;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export const auditRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/admin/audit',
  staticData: { roles: ROLES.audit },
  validateSearch: ({ before, actor, kind, refused }: Record<string, unknown>): AuditSearch => {
    const [who, what] = [text(actor), text(kind)];
    return {
      ...(typeof before === 'number' ? { before } : {}),
      ...(who === undefined ? {} : { actor: who }),
      ...(what === undefined ? {} : { kind: what }),
      ...(refused === true ? { refused } : {}),
    };
  },
  component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
});
