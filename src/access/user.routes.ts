import { type NewUser, newUserSchema } from '../../schemas/new-user.gen.ts';
import { type TemporaryPassword, temporaryPasswordSchema } from '../../schemas/temporary-password.gen.ts';
import { type UserChange, userChangeSchema } from '../../schemas/user-change.gen.ts';
import type { Role, Route, RouteAnswer } from '../http/route.ts';
import type { UserRow } from '../store/tables/access.table.ts';
import { listAccounts } from './identity.store.ts';
import { inviteUser } from './invitations.ts';
import { authorOf, idOf, ifMatch, tellPerson } from './request.ts';
import { getUserRow, listInvitedUntil, listUserRows } from './user.store.ts';
import { invitationAnswer, newUserAnswer, userAnswer, userListAnswer, userView } from './user-answers.ts';
import { changeUser, createUser, deleteUser, setTemporaryPassword, type UserDeps, unlinkUser } from './users.ts';

const TAG = 'users';
const ADMINISTRATORS: readonly Role[] = ['administrator'];

/** People and their roles: nobody but an administrator gives or takes rights. */
export function userRoutes(deps: UserDeps): Route[] {
  return [...readRoutes(deps), ...changeRoutes(deps), ...passwordRoutes(deps)];
}

function readRoutes(deps: UserDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/users',
      id: 'listUsers',
      summary: 'The people who may sign in, by name',
      tag: TAG,
      allow: ADMINISTRATORS,
      answer: { status: 200, description: 'Everybody', schema: userListAnswer },
      handler: async () => {
        const links = await listInvitedUntil(deps.store, deps.clock.now());
        const accounts = await listAccounts(deps.store.read);
        const rows = await listUserRows(deps.store);
        const items = rows.map((row) => userView(row, links.get(row.id) ?? null, accounts.get(row.id) ?? []));
        return { body: { items } };
      },
    },
    {
      method: 'POST',
      path: '/users',
      id: 'createUser',
      audit: 'user',
      summary: 'Add a person; a one-time link chooses the password, unless a temporary one is given',
      tag: TAG,
      allow: ADMINISTRATORS,
      body: newUserSchema,
      answer: { status: 201, description: 'The person, and the code of the link', schema: newUserAnswer },
      handler: async (request) => {
        const input = request.body as NewUser;
        const row = await createUser(deps, input, authorOf(request));
        const invitation = input.temporaryPassword === undefined ? await inviteUser(deps, row.id) : null;
        const user = userView(row, invitation?.expiresAt ?? null, []);
        return { headers: { location: `users/${row.id}` }, body: { user, invitation }, etag: String(row.version) };
      },
    },
    {
      method: 'GET',
      path: '/users/:id',
      id: 'readUser',
      summary: 'Read a person',
      tag: TAG,
      allow: ADMINISTRATORS,
      answer: { status: 200, description: 'The person', schema: userAnswer },
      handler: async (request) => answerUser(deps, await getUserRow(deps.store.read, idOf(request))),
    },
  ];
}

function changeRoutes(deps: UserDeps): Route[] {
  return [
    {
      method: 'PATCH',
      path: '/users/:id',
      id: 'changeUser',
      audit: 'user',
      summary: 'Change name or roles, disable or enable. The last administrator stays one',
      tag: TAG,
      allow: ADMINISTRATORS,
      headers: ifMatch,
      body: userChangeSchema,
      answer: { status: 200, description: 'The person', schema: userAnswer },
      handler: async (request) => {
        const change = request.body as UserChange;
        return answerUser(deps, await changeUser(deps, idOf(request), change, authorOf(request)));
      },
    },
    {
      method: 'DELETE',
      path: '/users/:id',
      id: 'deleteUser',
      audit: 'user',
      summary: 'Delete a person; what they did keeps their name',
      tag: TAG,
      allow: ADMINISTRATORS,
      headers: ifMatch,
      answer: { status: 204, description: 'Deleted; sessions and API tokens have ended' },
      handler: async (request) => {
        tellPerson(request, await getUserRow(deps.store.read, idOf(request)));
        await deleteUser(deps, idOf(request), authorOf(request));
        return {};
      },
    },
  ];
}

function passwordRoutes(deps: UserDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/users/:id/invitation',
      id: 'inviteUser',
      audit: 'user',
      summary: 'Make a one-time link to choose a password; it takes the place of an earlier one',
      tag: TAG,
      allow: ADMINISTRATORS,
      answer: { status: 201, description: 'The code of the link, this once', schema: invitationAnswer },
      handler: async (request) => {
        tellPerson(request, await getUserRow(deps.store.read, idOf(request)));
        return { body: await inviteUser(deps, idOf(request)) };
      },
    },
    {
      method: 'DELETE',
      path: '/users/:id/accounts',
      id: 'unlinkUser',
      audit: 'user',
      summary: 'Take the accounts at OpenID providers away from a person; sessions end',
      tag: TAG,
      allow: ADMINISTRATORS,
      headers: ifMatch,
      answer: { status: 200, description: 'The person', schema: userAnswer },
      handler: async (request) => answerUser(deps, await unlinkUser(deps, idOf(request), authorOf(request))),
    },
    {
      method: 'PUT',
      path: '/users/:id/password',
      id: 'setTemporaryPassword',
      audit: 'user',
      summary: 'Give a password that is good for one sign-in; sessions end',
      tag: TAG,
      allow: ADMINISTRATORS,
      headers: ifMatch,
      body: temporaryPasswordSchema,
      answer: { status: 200, description: 'The person', schema: userAnswer },
      handler: async (request) => {
        const { password } = request.body as TemporaryPassword;
        return answerUser(deps, await setTemporaryPassword(deps, idOf(request), password, authorOf(request)));
      },
    },
  ];
}

async function answerUser({ store, clock }: UserDeps, row: UserRow): Promise<RouteAnswer> {
  const links = await listInvitedUntil(store, clock.now());
  const accounts = (await listAccounts(store.read)).get(row.id) ?? [];
  return { body: userView(row, links.get(row.id) ?? null, accounts), etag: String(row.version) };
}
