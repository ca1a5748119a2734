import { type FirstAdministrator, firstAdministratorSchema } from '../../schemas/first-administrator.gen.ts';
import type { Route } from '../http/route.ts';
import { AppError, invalid } from '../sdk/index.ts';
import { CALLER, clientOf } from './access.routes.ts';
import { hasUsers } from './access.store.ts';
import { makeFirstAdministrator } from './first-administrator.ts';
import { assertName, assertPassword } from './password-rules.ts';
import { tellPerson } from './request.ts';
import { startSession } from './session.ts';
import { isSetupCode } from './setup-code.ts';
import type { Client, SignInDeps } from './sign-in.ts';

export interface SetupDeps extends SignInDeps {
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
      audit: 'user',
      summary: 'Make the first administrator, with the code that the server printed, and sign in',
      tag: 'access',
      allow: 'public',
      body: firstAdministratorSchema,
      answer: { status: 201, description: 'Made and signed in; the session is in a cookie', schema: CALLER },
      handler: async (request) => {
        const { caller, cookie } = await setUp(deps, request.body as FirstAdministrator, clientOf(request));
        tellPerson(request, caller);
        return { body: caller, headers: { 'Set-Cookie': cookie } };
      },
    },
  ];
}

async function setUp(deps: SetupDeps, input: FirstAdministrator, client: Client) {
  if (await hasUsers(deps.store)) throw alreadySetUp();
  await assertCode(deps, input.code, client.address);
  const name = assertName(input.name);
  assertPassword(name, input.password, '/password');
  const user = await makeFirstAdministrator(deps, { name, password: input.password });
  const started = user && (await startSession(deps, user, client.device));
  if (started === undefined) throw alreadySetUp();
  return started;
}

async function assertCode({ loginLimit, code }: SetupDeps, given: string, address: string): Promise<void> {
  // By address: one account for all would let anybody lock the owner out. No user's key has a capital letter.
  const account = `First administrator from ${address}`;
  await loginLimit.attempt(account, address);
  if (isSetupCode(given, code)) return loginLimit.succeeded(account, address);
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
