/** What a connection is for: each has its usual ports. */
export type EgressUse = 'mail' | 'web';

/** Where this server may connect to. Made from the configuration (src/mail/egress.ts); whatever opens a connection asks it. */
export interface Egress {
  /**
   * Looks the host up once and answers addresses that may all be connected to; connect to one of them and do not look
   * up again. Rejects with EGRESS when one of them, or the port, is not allowed; with Node's DNS codes when there is none.
   */
  resolve(host: string, port: number, use?: EgressUse): Promise<string[]>;
}
