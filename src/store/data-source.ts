import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { DataSource } from 'typeorm';
import { AppError } from '../sdk/index.ts';
import { assertTlsMode } from './database-tls.ts';
import { migrations } from './migrations/index.ts';
import { CredentialTable, SettingTable, UserTable } from './tables/access.table.ts';
import { InboundContactTable, PastAddressTable } from './tables/activity.table.ts';
import { AuditOpenTable, AuditTable } from './tables/audit.table.ts';
import { ConnectorTable } from './tables/connector.table.ts';
import { ConnectorAlertTable } from './tables/connector-alert.table.ts';
import { ConnectorPaceTable } from './tables/connector-pace.table.ts';
import { ContactAddressTable, ContactTable } from './tables/contact.table.ts';
import { contentTable, FileTable } from './tables/content.table.ts';
import { ConversationIdTable, ConversationTable } from './tables/conversation.table.ts';
import { AttemptTable, DeliveryTable, RecipientTable } from './tables/delivery.table.ts';
import { DocumentPasswordTable } from './tables/document-password.table.ts';
import { DraftTable } from './tables/draft.table.ts';
import { EmailAccountTable } from './tables/email-account.table.ts';
import { EventTable } from './tables/event.table.ts';
import { FormTable } from './tables/form.table.ts';
import { FormCounterTable, FormInstanceTable } from './tables/form-instance.table.ts';
import { GroupMemberTable, GroupTable } from './tables/group.table.ts';
import { InboundMessageTable } from './tables/inbound-message.table.ts';
import { LoginFailureTable } from './tables/login-failure.table.ts';
import { MailLinkTable } from './tables/mail-link.table.ts';
import { MailOutcomeTable } from './tables/mail-outcome.table.ts';
import { MailTaskTable } from './tables/mail-task.table.ts';
import { MailboxTable } from './tables/mailbox.table.ts';
import { MailboxCursorTable } from './tables/mailbox-cursor.table.ts';
import { MessageTable } from './tables/message.table.ts';
import { OauthAppTable, OauthAttemptTable, OauthAuthorizationTable } from './tables/oauth.table.ts';
import { ProofRecordTable } from './tables/proof.table.ts';
import { ProviderTable } from './tables/provider.table.ts';
import { ReceivedEventTable } from './tables/received-event.table.ts';
import { RuleTable } from './tables/rule.table.ts';
import { RuleProposalTable } from './tables/rule-proposal.table.ts';
import { RunTable } from './tables/run.table.ts';
import { RunDocumentTable } from './tables/run-document.table.ts';
import { RunFileTable } from './tables/run-file.table.ts';
import { RunItemTable, RunProblemTable } from './tables/run-item.table.ts';
import { ScheduleRunTable, ScheduleTable } from './tables/schedule.table.ts';
import { SendCountTable } from './tables/send-count.table.ts';
import { SendingSessionTable } from './tables/sending-session.table.ts';
import { SentCopyTable } from './tables/sent-copy.table.ts';
import {
  SignOnAttemptTable,
  SignOnIdentityTable,
  SignOnLogoutTable,
  SignOnProviderTable,
} from './tables/sign-on.table.ts';
import { SuppressionTable } from './tables/suppression.table.ts';
import { TemplateTable, TemplateVersionTable } from './tables/template.table.ts';
import { UnsubscribedTable, UnsubscribeLinkTable } from './tables/unsubscribe.table.ts';

export type DatabaseKind = 'sqlite' | 'postgres';

const TABLES = [
  ConnectorTable,
  ConnectorPaceTable,
  FormTable,
  FormCounterTable,
  FormInstanceTable,
  RuleTable,
  EventTable,
  FileTable,
  MessageTable,
  DeliveryTable,
  MailOutcomeTable,
  RecipientTable,
  AttemptTable,
  SentCopyTable,
  SendingSessionTable,
  ProofRecordTable,
  ProviderTable,
  EmailAccountTable,
  AuditTable,
  AuditOpenTable,
  UserTable,
  CredentialTable,
  GroupTable,
  GroupMemberTable,
  SettingTable,
  LoginFailureTable,
  RunTable,
  RunFileTable,
  RunDocumentTable,
  RunItemTable,
  RunProblemTable,
  DocumentPasswordTable,
  DraftTable,
  MailTaskTable,
  SuppressionTable,
  UnsubscribeLinkTable,
  UnsubscribedTable,
  RuleProposalTable,
  TemplateTable,
  TemplateVersionTable,
  ContactTable,
  ContactAddressTable,
  MailboxCursorTable,
  ScheduleTable,
  ScheduleRunTable,
  MailLinkTable,
  OauthAppTable,
  OauthAuthorizationTable,
  OauthAttemptTable,
  SignOnProviderTable,
  SignOnAttemptTable,
  SignOnIdentityTable,
  SignOnLogoutTable,
  SendCountTable,
  ConnectorAlertTable,
  MailboxTable,
  InboundContactTable,
  InboundMessageTable,
  PastAddressTable,
  ConversationTable,
  ConversationIdTable,
  ReceivedEventTable,
];

/** 'sqlite:/path/file.db' or 'postgres://user@host/db'. */
export function parseDatabaseUrl(url: string): { kind: DatabaseKind; location: string } {
  if (url.startsWith('sqlite:')) return { kind: 'sqlite', location: fileOf(url) };
  if (/^postgres(ql)?:\/\//.test(url)) {
    assertTlsMode(url);
    return { kind: 'postgres', location: url };
  }
  throw new AppError(
    'CONFIG',
    'The database must be given as sqlite:<file> or postgres://<user>:<password>@<host>/<database>.',
  );
}

/** What was sent must be known after a restart: a database in memory, which others mean by these names, is none. */
function fileOf(url: string): string {
  const file = url.slice('sqlite:'.length);
  if (file.trim() !== '' && !file.includes(':memory:')) return file;
  throw new AppError('CONFIG', 'The database needs a file: sqlite:<file>, such as sqlite:./mailrule-data/mailrule.db.');
}

/** A data source that is not yet initialised. `readOnly` only matters to SQLite: a second connection for reading. */
export function dataSourceFor(url: string, options: { readOnly?: boolean } = {}): DataSource {
  const { kind, location } = parseDatabaseUrl(url);
  if (kind === 'postgres') {
    return new DataSource({
      type: 'postgres',
      url: location,
      entities: [...TABLES, contentTable('bytea')],
      migrations,
      migrationsTableName: 'schema_migration',
      applicationName: 'mailrule',
      poolSize: 12,
    });
  }
  mkdirSync(dirname(location), { recursive: true });
  // It holds e-mails: only its owner reads it. SQLite gives its side files the same mode.
  if (!options.readOnly) closeSync(openSync(location, 'a', 0o600));
  return new DataSource({
    type: 'better-sqlite3',
    database: location,
    entities: [...TABLES, contentTable('blob')],
    migrations,
    migrationsTableName: 'schema_migration',
    readonly: options.readOnly ?? false,
    // Busy waits would block the event loop and with it the very transaction we wait for; WriteLane waits instead.
    timeout: options.readOnly ? 5000 : 0,
    statementCacheSize: 200,
    prepareDatabase: (database: BetterSqlite3.Database) => {
      if (options.readOnly) return;
      // Only a new file takes it; an old one keeps its free pages for what comes (docs/operations.md).
      database.pragma('auto_vacuum = INCREMENTAL');
      // What is deleted from rows in clear is not to be read in the file afterwards.
      database.pragma('secure_delete = FAST');
      database.pragma('journal_mode = WAL');
      // The log is flushed by DiskSync before anybody is answered; at a checkpoint by SQLite, in the right order.
      database.pragma('synchronous = NORMAL');
      // Checkpoints are made beside the event loop (checkpoints.ts).
      database.pragma('wal_autocheckpoint = 0');
    },
  });
}

/** Lets SQLite make checkpoints by itself, within its commits. */
export function checkpointByItself(source: DataSource): void {
  connectionOf(source).pragma('wal_autocheckpoint = 1000');
}

/** Few enough for some milliseconds. */
const PAGES_AT_ONCE = 500;

/** Shortens a SQLite file by some of its free pages; false when there are none, or it was made without auto_vacuum. */
export function shrink(source: DataSource): boolean {
  // Its own method: a prepared statement would be stepped once, and free one page.
  const connection = connectionOf(source);
  const pragma = (text: string) => Number(connection.pragma(text, { simple: true }));
  if (pragma('auto_vacuum') === 0 || pragma('freelist_count') === 0) return false;
  connection.pragma(`incremental_vacuum(${PAGES_AT_ONCE})`);
  return pragma('freelist_count') > 0;
}

function connectionOf(source: DataSource): BetterSqlite3.Database {
  return (source.driver as unknown as { databaseConnection: BetterSqlite3.Database }).databaseConnection;
}
