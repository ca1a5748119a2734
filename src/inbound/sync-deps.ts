import type { Caller } from '../http/route.ts';
import type { DeliveryReport } from '../mail/delivery-report.ts';
import type { MailKind } from '../mail/mail-kind.ts';
import type { ReceivedReader } from '../mail/received-thread.ts';
import type { Clock, Egress, MailAccount } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { Tx } from '../store/transaction.ts';

/** How often, how long, how much. Milliseconds where nothing else is said. */
export interface InboundPace {
  /** between two looks at what is due */
  tickMs: number;
  /** a server that announces nothing (no IDLE) is asked so often while something comes in */
  pollActiveMs: number;
  /** for so long after something came in */
  activeMs: number;
  leaseMs: number;
  renewMs: number;
  /** a server that says nothing for so long is asked whether it is there, and a command may take so long */
  silenceMs: number;
  /** pauses after connections that failed */
  pausesMs: number[];
  /** the same after a refused sign-in: each try may lock the account */
  signInPausesMs: number[];
  /** a connection that lived for this long was a good one */
  provenMs: number;
  /** mailboxes that one look connects to */
  claimsPerTick: number;
  /** messages in one transaction */
  pageSize: number;
  /** larger messages are quarantined with their beginning */
  mostBytes: number;
}

export const INBOUND_PACE: InboundPace = {
  tickMs: 1_000,
  pollActiveMs: 2 * 60_000,
  activeMs: 60 * 60_000,
  leaseMs: 45_000,
  renewMs: 15_000,
  silenceMs: 60_000,
  pausesMs: [1_000, 5_000, 15_000, 30_000, 45_000],
  signInPausesMs: [5 * 60_000, 15 * 60_000, 60 * 60_000],
  provenMs: 60_000,
  claimsPerTick: 4,
  pageSize: 50,
  mostBytes: 50 * 1024 * 1024,
};

/** A message that was just read. Instants are epoch milliseconds. */
export interface ReadMail {
  id: string;
  mailboxId: string;
  kind: MailKind;
  /** '' for none */
  from: string;
  /** when its server got it, and when we did */
  receivedAt: number;
  storedAt: number;
  /** our clock: its inbox was seen without it; null: nobody knows how long it was there when it was read */
  cameAfter: number | null;
}

/** What this slice asks of the others; the composition root provides it. */
export interface SyncDeps {
  store: Store;
  clock: Clock;
  log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  egress: Egress;
  /** as an administrator finds it: host and process id */
  processName: string;
  pace: InboundPace;
  reader: ReceivedReader;
  connectors: {
    /** CONNECTOR_UNKNOWN, CONNECTOR_INACTIVE with the reason; `details.switchedOff` where reading is switched off */
    open(connectorId: string, use: 'read'): Promise<MailAccount>;
    /** the connector itself does not work: `reason` is for the administrator */
    markProblematic(connectorId: string, reason: string): Promise<void>;
    /** FORBIDDEN where the security settings of a data source leave the caller out */
    assertMay(deed: 'test', connectorId: string, caller: Caller): Promise<void>;
  };
  outbox: {
    /** What a report says goes to the e-mail that it is about, once; 'early': that one is just being sent, ask again. */
    recordReport(
      place: { connectorId: string; address: string },
      report: DeliveryReport,
    ): Promise<'recorded' | 'known' | 'unknown' | 'early'>;
    /** something proves that an uncertain mail was accepted */
    proved(tx: Tx, id: string, detail: string): Promise<boolean>;
  };
  /** what is to follow goes into the transaction that says that the message was read; answers what to do behind it */
  received?: ((tx: Tx, mail: ReadMail) => Promise<(() => void) | undefined>) | undefined;
}
