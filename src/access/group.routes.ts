import { type GroupInput, groupInputSchema } from '../../schemas/group.gen.ts';
import type { Role, Route } from '../http/route.ts';
import type { Json } from '../sdk/index.ts';
import { listGroupRows, listMembers } from './group.store.ts';
import { changeGroup, createGroup, deleteGroup, type Group, type GroupDeps, readGroup } from './groups.ts';
import { authorOf, idOf, ifMatch } from './request.ts';
import { listUserRows } from './user.store.ts';

const TAG = 'groups';
const ADMINISTRATORS: readonly Role[] = ['administrator'];
/** They say in the security of a data source who may use it. */
const CHOOSERS: readonly Role[] = ['administrator', 'manage_data_sources'];

/** Groups of people, and who there is to choose from. */
export function groupRoutes(deps: GroupDeps): Route[] {
  return [...readRoutes(deps), ...changeRoutes(deps)];
}

function readRoutes(deps: GroupDeps): Route[] {
  const { read } = deps.store;
  return [
    {
      method: 'GET',
      path: '/people',
      id: 'listPeople',
      summary: 'Names of people and groups, to choose from',
      tag: TAG,
      allow: CHOOSERS,
      answer: { status: 200, description: 'By name', schema: PEOPLE },
      handler: async ({ caller }) => {
        const users = (await listUserRows(deps.store)).map(({ id, name, disabled }) => ({ id, name, disabled }));
        const members = await listMembers(read);
        const groups = (await listGroupRows(read)).map(({ id, name }) => {
          const ids = members.get(id) ?? [];
          return { id, name, size: ids.length, mine: ids.includes(caller.id) };
        });
        return { body: { users, groups } };
      },
    },
    {
      method: 'GET',
      path: '/groups',
      id: 'listGroups',
      summary: 'The groups by name, with their members',
      tag: TAG,
      allow: ADMINISTRATORS,
      answer: { status: 200, description: 'All of them', schema: GROUPS },
      handler: async () => {
        const members = await listMembers(read);
        const rows = await listGroupRows(read);
        return { body: { items: rows.map((row) => view({ ...row, members: members.get(row.id) ?? [] })) } };
      },
    },
    {
      method: 'GET',
      path: '/groups/:id',
      id: 'readGroup',
      summary: 'Read a group',
      tag: TAG,
      allow: ADMINISTRATORS,
      answer: { status: 200, description: 'The group', schema: GROUP },
      handler: async (request) => answerGroup(await readGroup(deps, idOf(request))),
    },
  ];
}

function changeRoutes(deps: GroupDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/groups',
      id: 'createGroup',
      audit: 'group',
      summary: 'Add a group',
      tag: TAG,
      allow: ADMINISTRATORS,
      body: groupInputSchema,
      answer: { status: 201, description: 'The group', schema: GROUP },
      handler: async (request) => {
        const group = await createGroup(deps, request.body as GroupInput, authorOf(request));
        return { ...answerGroup(group), headers: { location: `groups/${group.id}` } };
      },
    },
    {
      method: 'PUT',
      path: '/groups/:id',
      id: 'changeGroup',
      audit: 'group',
      summary: 'Change name and members; it counts at once, for mails that wait, too',
      tag: TAG,
      allow: ADMINISTRATORS,
      headers: ifMatch,
      body: groupInputSchema,
      answer: { status: 200, description: 'The group', schema: GROUP },
      handler: async (request) =>
        answerGroup(await changeGroup(deps, idOf(request), request.body as GroupInput, authorOf(request))),
    },
    {
      method: 'DELETE',
      path: '/groups/:id',
      id: 'deleteGroup',
      audit: 'group',
      summary: 'Delete a group that no data source names; its members stay',
      tag: TAG,
      allow: ADMINISTRATORS,
      headers: ifMatch,
      answer: { status: 204, description: 'Deleted' },
      handler: async (request) => {
        const { id, name } = await readGroup(deps, idOf(request));
        request.note?.({ subject: { id, name } });
        await deleteGroup(deps, id, authorOf(request));
        return {};
      },
    },
  ];
}

function answerGroup(group: Group) {
  return { body: view(group), etag: String(group.version) };
}

function view({ nameKey: _key, ...group }: Group) {
  return group;
}

const fields = {
  id: { type: 'string' },
  name: { type: 'string' },
  members: { type: 'array', items: { type: 'string' }, description: 'Ids of people, by their names' },
  createdAt: { type: 'integer', description: 'Milliseconds since 1970' },
  createdBy: { type: 'string' },
  modifiedAt: { type: 'integer' },
  modifiedBy: { type: 'string' },
  version: { type: 'integer', description: 'The ETag' },
} satisfies Record<string, Json>;

const GROUP = { title: 'Group', type: 'object', required: Object.keys(fields), properties: fields };

const listed = (title: string, items: Json) => ({
  title,
  type: 'object',
  required: ['items'],
  properties: { items: { type: 'array', items } },
});

const GROUPS = listed('GroupList', GROUP);

const named = (also: Record<string, Json>) => ({
  type: 'array',
  items: {
    type: 'object',
    required: ['id', 'name', ...Object.keys(also)],
    properties: { id: { type: 'string' }, name: { type: 'string' }, ...also },
  },
});

const PEOPLE = {
  title: 'People',
  type: 'object',
  required: ['users', 'groups'],
  properties: {
    users: named({ disabled: { type: 'boolean' } }),
    groups: named({
      size: { type: 'integer', description: 'How many people are in it' },
      mine: { type: 'boolean', description: 'Whether the caller is in it' },
    }),
  },
};
