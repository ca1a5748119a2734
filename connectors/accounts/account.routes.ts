import type { Role, Route, RouteAnswer, RouteRequest } from '../../src/http/route.ts';
import { AppError, type TestReport } from '../../src/sdk/index.ts';
import { testReportAnswer } from '../connector-answers.ts';
import type { ConnectorDeps } from '../connector-deps.ts';
import { type TestDesk, type TestTarget, testConnection } from '../test-connection.ts';
import { accountAnswer, accountLinesAnswer, accountListAnswer } from './account-answers.ts';
import type { EmailAccountView } from './account-view.ts';
import {
  accountSettings,
  changeOwnAccount,
  connectAccount,
  disconnectAccount,
  listAllAccounts,
  listOwnAccounts,
  type Owner,
  readOwnAccount,
  removeAccount,
} from './accounts.ts';
import { type EmailAccountDefinition, emailAccountDefinitionSchema } from './email-account-definition.gen.ts';
import { type EmailAccountPreferences, emailAccountPreferencesSchema } from './email-account-preferences.gen.ts';
import { changePreferences } from './preferences.ts';

const TAG = 'email accounts';
const ADMINISTRATORS: readonly Role[] = ['administrator'];
/** Only these see what a server said: it may be no mail server at all. */
const OPERATORS: readonly Role[] = ['administrator', 'manage_data_sources'];
const ifMatch = {
  'if-match': {
    description: 'The ETag that was read; 412 when it was changed since.',
    schema: { type: 'string' },
  },
};
const answer = { status: 200, description: 'The account', schema: accountAnswer };
const report = {
  status: 200,
  description: 'How each step went; a failed connection is an answer',
  schema: testReportAnswer,
};

type Deps = ConnectorDeps & { testDesk: TestDesk };

/** Mailboxes of one's own. Nobody else sees their settings, administrators included. */
export function accountRoutes(deps: Deps): Route[] {
  return [
    ...readRoutes(deps),
    ...changeRoutes(deps),
    ...endRoutes(deps),
    ...testRoutes(deps),
    ...everybodyRoutes(deps),
  ];
}

function readRoutes(deps: Deps): Route[] {
  return [
    {
      method: 'GET',
      path: '/me/email-accounts',
      id: 'listEmailAccounts',
      summary: 'The own email accounts, oldest first',
      tag: TAG,
      allow: 'anyone',
      answer: { status: 200, description: 'The accounts, without secrets', schema: accountListAnswer },
      handler: async (request) => ({ body: { items: await listOwnAccounts(deps, ownerOf(request)) } }),
    },
    {
      method: 'GET',
      path: '/me/email-accounts/:id',
      id: 'readEmailAccount',
      summary: 'One of the own email accounts',
      tag: TAG,
      allow: 'anyone',
      answer,
      handler: async (request) => answerOf(await readOwnAccount(deps, idOf(request), ownerOf(request))),
    },
  ];
}

function changeRoutes(deps: Deps): Route[] {
  return [
    {
      method: 'POST',
      path: '/me/email-accounts',
      id: 'connectEmailAccount',
      audit: 'account',
      summary: 'Connect an own mailbox, or connect a disconnected one again',
      tag: TAG,
      allow: 'anyone',
      body: emailAccountDefinitionSchema,
      answer: { ...answer, status: 201 },
      handler: async (request) => {
        const view = await connectAccount(deps, request.body as EmailAccountDefinition, ownerOf(request));
        return { status: 201, headers: { location: `me/email-accounts/${view.id}` }, ...answerOf(view) };
      },
    },
    {
      method: 'PUT',
      path: '/me/email-accounts/:id',
      id: 'changeEmailAccount',
      audit: 'account',
      summary: 'Change servers or password of an own account; a disconnected one is connected again',
      tag: TAG,
      allow: 'anyone',
      headers: ifMatch,
      body: emailAccountDefinitionSchema,
      answer,
      handler: async (request) => {
        const definition = request.body as EmailAccountDefinition;
        return answerOf(await changeOwnAccount(deps, idOf(request), definition, ownerOf(request)));
      },
    },
    {
      method: 'PATCH',
      path: '/me/email-accounts/:id',
      id: 'changeEmailAccountPreferences',
      audit: 'account',
      summary: 'Default account, names, signature and what the mailbox is used for',
      tag: TAG,
      allow: 'anyone',
      headers: ifMatch,
      body: emailAccountPreferencesSchema,
      answer,
      handler: async (request) => {
        const change = request.body as EmailAccountPreferences;
        return answerOf(await changePreferences(deps, idOf(request), change, ownerOf(request)));
      },
    },
  ];
}

function endRoutes(deps: Deps): Route[] {
  return [
    {
      method: 'POST',
      path: '/me/email-accounts/:id/disconnect',
      id: 'disconnectEmailAccount',
      audit: 'account',
      summary: 'Wipe the secrets of an own account; what is stored of it stays',
      tag: TAG,
      allow: 'anyone',
      headers: ifMatch,
      answer,
      handler: async (request) => answerOf(await disconnectAccount(deps, idOf(request), ownerOf(request))),
    },
    {
      method: 'DELETE',
      path: '/me/email-accounts/:id',
      id: 'removeEmailAccount',
      audit: 'account',
      summary: 'Remove an own account; e-mails that were sent stay in the outbox',
      tag: TAG,
      allow: 'anyone',
      headers: ifMatch,
      answer: { status: 204, description: 'Removed' },
      handler: async (request) => {
        const { id: ownerId, version } = ownerOf(request);
        await removeAccount(deps, idOf(request), { ownerId, ...(version === undefined ? {} : { version }) });
        return { status: 204 };
      },
    },
  ];
}

function testRoutes(deps: Deps): Route[] {
  const testing = new Set<string>();
  const test = async (request: RouteRequest, target: TestTarget): Promise<RouteAnswer> => {
    const { id: ownerId, roles } = request.caller;
    if (testing.has(ownerId)) throw new AppError('STATE', 'A test of yours is running already. Wait for its end.');
    testing.add(ownerId);
    try {
      const found = await testConnection(deps, target, { signal: request.signal, ownerId });
      return { body: roles.some((role) => OPERATORS.includes(role)) ? found : withoutWords(found) };
    } finally {
      testing.delete(ownerId);
    }
  };
  return [
    {
      method: 'POST',
      path: '/me/email-accounts/test',
      id: 'testUnsavedEmailAccount',
      audit: 'account',
      summary: 'Test the connection with values as they stand in a form; nothing is saved',
      tag: TAG,
      allow: 'anyone',
      body: {
        title: 'UnsavedEmailAccountTest',
        type: 'object',
        additionalProperties: false,
        required: ['address', 'settings'],
        properties: {
          address: emailAccountDefinitionSchema.properties.address,
          id: { type: 'string', description: 'of the account: its secrets are used where untouched' },
          settings: { type: 'object' },
        },
      },
      answer: report,
      handler: (request) => {
        const { id, address, settings } = request.body as { id?: string } & EmailAccountDefinition;
        const values = { type: 'email', settings: accountSettings(deps, address, settings) };
        return test(request, id === undefined ? values : { id, ...values });
      },
    },
    {
      method: 'POST',
      path: '/me/email-accounts/:id/test',
      id: 'testEmailAccount',
      audit: 'account',
      summary: 'Test the connection of an own account; a good test makes it active',
      tag: TAG,
      allow: 'anyone',
      answer: report,
      handler: (request) => test(request, { id: idOf(request) }),
    },
  ];
}

function everybodyRoutes(deps: Deps): Route[] {
  return [
    {
      method: 'GET',
      path: '/email-accounts',
      id: 'listPersonalAccounts',
      summary: "People's own email accounts: that they exist, and whether they work",
      tag: TAG,
      allow: ADMINISTRATORS,
      answer: { status: 200, description: 'Oldest first', schema: accountLinesAnswer },
      handler: async () => ({ body: { items: await listAllAccounts(deps) } }),
    },
    {
      method: 'DELETE',
      path: '/email-accounts/:id',
      id: 'removePersonalAccount',
      audit: 'account',
      summary: "Remove somebody's email account with its secrets",
      tag: TAG,
      allow: ADMINISTRATORS,
      answer: { status: 204, description: 'Removed' },
      handler: async (request) => {
        await removeAccount(deps, idOf(request), {});
        return { status: 204 };
      },
    },
  ];
}

function withoutWords(found: TestReport): TestReport {
  return { ...found, steps: found.steps.map(({ server: _, ...step }) => step) };
}

function answerOf(view: EmailAccountView): RouteAnswer {
  return { body: view, etag: String(view.version) };
}

function idOf({ params }: RouteRequest): string {
  return params['id'] ?? '';
}

function ownerOf({ caller, headers }: RouteRequest): Owner {
  const owner = { id: caller.id, name: caller.name };
  const given = headers['if-match']?.trim();
  if (given === undefined || given === '*') return owner;
  const version = /^"?(\d{1,9})"?$/.exec(given)?.[1];
  if (version === undefined) throw new AppError('STALE', 'If-Match must be the ETag as it was read, e.g. "3".');
  return { ...owner, version: Number(version) };
}
