import { inject } from 'vitest';
import { connectMailServers, type MailAccess, type MailAddresses } from './mail/mail-access.ts';
import { createDatabase } from './postgres.ts';

/** What the global set-up started, as plain values. */
interface SharedAddresses {
  postgresAdminUrl: string;
  mail: MailAddresses;
}

declare module 'vitest' {
  interface ProvidedContext {
    servers: SharedAddresses;
  }
}

export interface SharedServers {
  /** Dovecot (layout outlook) and Postfix. Use `mail.account()` for a mailbox of your own: others run at the same time. */
  mail: MailAccess;
  postgresAdminUrl: string;
  /** A fresh empty PostgreSQL database, as a connection URL. */
  createPostgresDatabase(): Promise<string>;
}

/** The servers shared by the whole run. A test that needs other settings starts its own. */
export function sharedServers(): SharedServers {
  const { postgresAdminUrl, mail } = inject('servers');
  return {
    mail: connectMailServers(mail),
    postgresAdminUrl,
    createPostgresDatabase: () => createDatabase(postgresAdminUrl),
  };
}
