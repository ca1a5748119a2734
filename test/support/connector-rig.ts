import type { ConnectorDefinition } from '../../connectors/connector-definition.gen.ts';
import {
  type ConnectorSlice,
  type ConnectorSliceOptions,
  createConnectorSlice,
} from '../../connectors/connector-slice.ts';
import { createDispatch, type RouteCall } from '../../src/http/dispatch.ts';
import { systemClock } from '../../src/sdk/index.ts';
import { newSecretKey, openSecretBox } from '../../src/secrets/secret-box.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { MailAccount as TestMailbox } from './mail/mail-access.ts';
import { testEgress } from './test-egress.ts';
import { callerWith } from './test-server.ts';

export interface ConnectorRig {
  store: Store;
  slice: ConnectorSlice;
  /** what usedBy answers */
  users: string[];
  /** calls a route as an administrator */
  call(method: RouteCall['method'], path: string, body?: unknown, more?: Partial<RouteCall>): Promise<CallAnswer>;
  close(): Promise<void>;
}

export interface CallAnswer {
  status: number;
  etag: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; the test says what it expects in it
  body: any;
}

export const NO_DNS = {
  resolveSrv: () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' })),
  resolveMx: () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' })),
};

/** The connectors slice over a fresh database. */
export async function openConnectorRig(
  url: string,
  options: Partial<ConnectorSliceOptions> = {},
): Promise<ConnectorRig> {
  const store = options.store ?? (await openStore({ url }));
  const users: string[] = [];
  const slice = await createConnectorSlice({
    clock: systemClock,
    usedBy: async () => users,
    egress: testEgress,
    dns: NO_DNS,
    secrets: openSecretBox({ active: newSecretKey() }),
    ...options,
    store,
  });
  const dispatch = createDispatch(slice.routes);
  return {
    store,
    slice,
    users,
    call: async (method, path, body, more = {}) => {
      const {
        status,
        etag,
        body: answer,
      } = await dispatch({
        method,
        path,
        ...(body === undefined ? {} : { body }),
        caller: callerWith('administrator'),
        ...more,
      });
      return { status, etag, body: answer };
    },
    close: () => store.close(),
  };
}

/** A definition of a connector for a test mailbox, complete and right. */
export function emailDefinition(mailbox: TestMailbox, displayName = 'Payroll'): ConnectorDefinition {
  return { type: 'email', displayName, settings: emailSettings(mailbox) };
}

export function emailSettings(mailbox: TestMailbox) {
  return {
    imap: {
      host: mailbox.imap.host,
      port: mailbox.imap.port,
      security: 'implicit' as const,
      auth: { kind: 'password' as const, user: mailbox.user, password: mailbox.password },
    },
    sending: true,
    smtp: { host: mailbox.smtp.host, port: mailbox.smtp.port, security: 'implicit' as const, sameCredentials: true },
    trust: { caPem: mailbox.caPem },
  };
}
