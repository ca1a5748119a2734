import type { DeliveryReport } from '../mail/delivery-report.ts';
import type { Clock, Egress, MailAccount } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';

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
}
