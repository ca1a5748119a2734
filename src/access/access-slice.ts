import type { Authenticate, Route } from '../http/route.ts';
import type { Clock } from '../sdk/index.ts';
import type { SecretBox } from '../secrets/secret-box.ts';
import type { Store } from '../store/store.ts';
import { type AccessRouteDeps, accessRoutes } from './access.routes.ts';
import { hasUsers } from './access.store.ts';
import { accountRoutes } from './account.routes.ts';
import { createAuthenticate } from './authenticate.ts';
import { ensureFirstAdministrator } from './first-administrator.ts';
import { groupRoutes } from './group.routes.ts';
import type { GroupDeps } from './groups.ts';
import { hosted } from './hosted.ts';
import { invitationRoutes } from './invitation.routes.ts';
import { createLoginLimit } from './login-limit.ts';
import { meRoutes } from './me.routes.ts';
import { type SetupDeps, setupRoutes } from './setup.routes.ts';
import { setupCode } from './setup-code.ts';
import type { LoadSignInPolicy } from './sign-in-policy.ts';
import { type ProvedAccount, type SignOnPolicy, type SignOnResult, signOn } from './sign-on.ts';
import { userRoutes } from './user.routes.ts';
import type { PersonChanged } from './users.ts';

export interface AccessOptions {
  store: Store;
  clock: Clock;
  secrets: Pick<SecretBox, 'digest'>;
  secureCookies: boolean;
  /** a host's own sign-in instead of ours */
  authenticate?: Authenticate | undefined;
  sandboxState: SetupDeps['sandboxState'];
  groupUsedBy: GroupDeps['groupUsedBy'];
  rightsChanged: GroupDeps['rightsChanged'];
  personChanged?: PersonChanged;
  loadSignIn: LoadSignInPolicy;
  signOutUrl: AccessRouteDeps['signOutUrl'];
}

export interface AccessSlice {
  routes: Route[];
  authenticate: Authenticate;
  /** name and password, once, when there are no users yet */
  ensureFirstAdministrator(): Promise<{ name: string; password: string } | undefined>;
  /** while there are no users, and they are ours */
  findSetupCode(): Promise<string | undefined>;
  /** for who signs in with a provider */
  signOn(account: ProvedAccount, policy: SignOnPolicy, device: string): Promise<SignOnResult>;
}

/** Who may sign in and what each may do; where a host knows that, only what tells so. */
export function createAccessSlice(options: AccessOptions): AccessSlice {
  const { store, clock, secureCookies, authenticate, sandboxState, personChanged } = options;
  const { groupUsedBy, rightsChanged, loadSignIn, signOutUrl } = options;
  const deps = {
    ...{ store, clock, secureCookies, groupUsedBy, rightsChanged, loadSignIn, signOutUrl },
    ...(personChanged && { personChanged }),
    loginLimit: createLoginLimit({ store, clock }),
  };
  const code = setupCode(options.secrets);
  const people = [...userRoutes(deps), ...groupRoutes(deps), ...accountRoutes(deps)];
  const setup = setupRoutes({ ...deps, code, sandboxState });
  return {
    routes: authenticate
      ? [...meRoutes('host'), ...hosted(people)]
      : [...meRoutes('password'), ...accessRoutes(deps), ...setup, ...invitationRoutes(deps), ...people],
    authenticate: authenticate ?? createAuthenticate(deps),
    ensureFirstAdministrator: () => ensureFirstAdministrator(deps),
    signOn: (account, policy, device) => signOn(deps, account, policy, device),
    findSetupCode: async () => (authenticate || (await hasUsers(store)) ? undefined : code),
  };
}
