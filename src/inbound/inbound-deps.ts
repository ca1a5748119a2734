import type { Caller } from '../http/route.ts';
import type { DeliveryReport } from '../mail/delivery-report.ts';
import type { Clock, Egress, MailAccount } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/transaction.ts';
import type { InboundPace, SyncDeps } from './sync-deps.ts';

export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface InboundDeps {
  store: Store;
  clock: Clock;
  log: Log;
  egress: Egress;
  /** Throws CONNECTOR_UNKNOWN, or CONNECTOR_INACTIVE with the reason. */
  openConnector(id: string): Promise<MailAccount>;
  /** What a report says goes to the e-mail that it is about; 'early': that one is just being sent, ask again. */
  recordReport(
    place: { connectorId: string; address: string },
    report: DeliveryReport,
  ): Promise<'recorded' | 'known' | 'unknown' | 'early'>;
  /** the connector itself does not work: `reason` is for the administrator */
  markProblematic(connectorId: string, reason: string): Promise<void>;
  /** FORBIDDEN where the security settings of a data source leave the caller out */
  assertMay(deed: 'test', connectorId: string, caller: Caller): Promise<void>;
  /** an answer proves that an uncertain mail was accepted */
  proved(tx: Tx, id: string, detail: string): Promise<boolean>;
  /** a message was read: what is to follow goes into the same transaction */
  received?: SyncDeps['received'];
  /** of synchronisation, where it differs */
  pace?: Partial<InboundPace>;
  /** how long reading one message may take; absent: 20 s */
  readMs?: number | undefined;
}
