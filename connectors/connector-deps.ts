import type { AccessTokenSource, Egress, Person } from '../src/sdk/index.ts';
import type { SecretBox } from '../src/secrets/secret-box.ts';
import type { Tx } from '../src/store/transaction.ts';
import type { ConnectorTypes } from './connector-types.ts';
import type { GoodTests } from './good-tests.ts';
import type { ProviderDeps } from './providers/change-providers.ts';

/** What the connectors slice needs from the composition root. */
export interface ConnectorDeps extends ProviderDeps {
  types: ConnectorTypes;
  secrets: SecretBox;
  goodTests: GoodTests;
  egress: Egress;
  /** What waits for these connectors takes its turn. Database calls only. */
  releaseMails(tx: Tx, connectorIds: readonly string[]): Promise<void>;
  /**
   * What names this connector, as a person would say it ('the rule "Payslip"', 'the global SMTP setting'); empty when
   * it may be deleted. Only database calls: it runs in the transaction that deletes.
   */
  usedBy(tx: Tx, connectorId: string): Promise<string[]>;
  /** who there is: src/access has them */
  people: {
    find(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
    unknown(tx: Tx, of: { users: string[]; groups: string[] }): Promise<{ users: string[]; groups: string[] }>;
    hasPartners(tx: Tx): Promise<boolean>;
  };
  /** In whose name a connector sends has changed. Only database calls: it runs in the transaction of the change. */
  rightsChanged(tx: Tx): Promise<void>;
  /** Rejects with STATE where guard or stop let no e-mail go to this address; absent: there are none. */
  assertMayMail?(address: string): Promise<void>;
  /** The connector can send (again): what waits for it need not wait any longer. */
  becameActive(connectorId: string): Promise<void>;
  /** Access tokens of a connector, for exactly this destination; absent: there is no OAuth 2.0. */
  accessToken?: ((place: { connectorId: string; destination: string }) => AccessTokenSource) | undefined;
  /** What else is stored of a connector that is deleted. Only database calls: it runs in the same transaction. */
  /** Withdraws the permission at the provider of OAuth 2.0, and forgets it; absent: there is none. */
  withdraw?: ((connectorId: string) => Promise<void>) | undefined;
  forget?: ((tx: Tx, connectorId: string) => Promise<void>) | undefined;
}
