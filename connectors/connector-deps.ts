import type { Clock } from '../src/sdk/index.ts';
import type { SecretBox } from '../src/secrets/secret-box.ts';
import type { Store } from '../src/store/store.ts';
import type { Tx } from '../src/store/transaction.ts';
import type { ConnectorTypes } from './connector-types.ts';
import type { GoodTests } from './good-tests.ts';
import type { ProviderCatalogue } from './providers/providers.ts';

/** What the connectors slice needs from the composition root. */
export interface ConnectorDeps {
  store: Store;
  types: ConnectorTypes;
  providers: ProviderCatalogue;
  secrets: SecretBox;
  clock: Clock;
  goodTests: GoodTests;
  /**
   * What names this connector, as a person would say it ('the rule "Payslip"', 'the global SMTP setting'); empty when
   * it may be deleted. Only database calls: it runs in the transaction that deletes.
   */
  usedBy(tx: Tx, connectorId: string): Promise<string[]>;
  /** The connector can send (again): what waits for it need not wait any longer. */
  becameActive(connectorId: string): Promise<void>;
}
