import { type FirstAdministrator, firstAdministratorSchema } from '../../schemas/first-administrator.gen.ts';
import type { Route } from '../http/route.ts';
import { AppError, invalid } from '../sdk/index.ts';
import { type AccessDeps, CALLER } from './access.routes.ts';
import { hasUsers, nameKey } from './access.store.ts';
import { makeFirstAdministrator } from './first-administrator.ts';
import { startSession } from './session.ts';
import { isSetupCode } from './setup-code.ts';

export interface SetupDeps extends AccessDeps {
  code: string;
  /** whether a mail server for trying out can be had, which the page offers next */
  sandboxState(): 'unavailable' | 'available' | 'running';
}

/** The first start: nobody can sign in yet, and whoever has the code of the terminal becomes administrator. */
export function setupRoutes(deps: SetupDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/setup',
      id: 'getSetup',
      summary: 'Whether this installation still needs its first administrator',
      tag: 'access',
      allow: 'public',
      answer: { status: 200, description: 'What there is', schema: SETUP },
      handler: async () => ({ body: { needed: !(await hasUsers(deps.store)), sandbox: deps.sandboxState() } }),
    },
    {
      method: 'POST',
      path: '/setup/administrator',
      id: 'createFirstAdministrator',
      summary: 'Make the first administrator, with the code that the server printed, and sign in',
      tag: 'access',
      allow: 'public',
      body: firstAdministratorSchema,
      answer: { status: 201, description: 'Made and signed in; the session is in a cookie', schema: CALLER },
      handler: async ({ body, remoteAddress }) => {
        const { caller, cookie } = await setUp(deps, body as FirstAdministrator, remoteAddress ?? '');
        return { body: caller, headers: { 'Set-Cookie': cookie } };
      },
    },
  ];
}

async function setUp(deps: SetupDeps, input: FirstAdministrator, address: string) {
  if (await hasUsers(deps.store)) throw alreadySetUp();
  assertCode(deps, input.code, address);
  const name = input.name.trim();
  if (name === '') throw invalid([{ path: '/name', message: 'Type a name to sign in with.' }]);
  if (nameKey(input.password) === nameKey(name)) {
    throw invalid([{ path: '/password', message: 'The password must not be the name.' }]);
  }
  const user = await makeFirstAdministrator(deps, { name, password: input.password });
  if (user === undefined) throw alreadySetUp();
  return startSession(deps, user);
}

function assertCode({ loginLimit, code }: SetupDeps, given: string, address: string): void {
  // By address: one account for all would let anybody lock the owner out. No user's key has a capital letter.
  const account = `First administrator from ${address}`;
  loginLimit.assertAllowed(account, address);
  if (isSetupCode(given, code)) {
    loginLimit.succeeded(account);
    return;
  }
  loginLimit.failed(account, address);
  const message = 'This is not the code of this installation. Open the link that the server prints when it starts.';
  throw invalid([{ path: '/code', message }]);
}

function alreadySetUp(): AppError {
  return new AppError('STATE', 'This installation has its administrator already; sign in.');
}

const SETUP = {
  title: 'Setup',
  type: 'object',
  required: ['needed', 'sandbox'],
  properties: {
    needed: { type: 'boolean', description: 'There are no users yet.' },
    sandbox: { enum: ['unavailable', 'available', 'running'], description: 'The mail server for trying out.' },
  },
};
