import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Tx } from './transaction.ts';

/**
 * Tells the processes of one database that there is work. Nothing rests on it: whoever hears nothing looks each second
 * anyway, and what is due is in the tables.
 */
export interface Doorbell {
  /** Work was committed: others need not wait for their next look. Rings that come together are one. */
  ring(): void;
  /**
   * `heard` is called when another process rang. Answers whether a ring comes through: not behind a PgBouncer that pools
   * transactions, where LISTEN is lost.
   */
  listen(heard: () => void): Promise<boolean>;
  close(): Promise<void>;
}

/** One process owns a SQLite file: nobody else is there. */
export const NO_DOORBELL: Doorbell = { ring: () => {}, listen: async () => true, close: async () => {} };

interface Connection {
  lost: Promise<void>;
}

const CHANNEL = 'mailrule_work';
/** Rings of a busy process: at most fifty a second. */
const PAUSE_MS = 20;
const TRIAL_MS = 2_000;
const RECONNECT_MS = 1_000;

/** For a transaction of somebody else's: rings when it commits, in this process, too. Nothing on SQLite. */
export async function ringAtCommit(tx: Tx): Promise<void> {
  if (tx.dataSource.options.type === 'postgres') await tx.sql`SELECT pg_notify(${CHANNEL}, '')`;
}

/** LISTEN on a connection of its own, NOTIFY through the pool. `name` is this process's: it does not hear itself. */
export class PostgresDoorbell implements Doorbell {
  readonly #source: DataSource;
  readonly #url: string;
  readonly #name: string;
  readonly #ended = new AbortController();
  #client: pg.Client | undefined;
  #wanted = false;
  #ringing: Promise<void> | undefined;
  #listening: Promise<void> | undefined;
  #onTrial: () => void = () => {};

  constructor(source: DataSource, url: string, name: string) {
    this.#source = source;
    this.#url = url;
    this.#name = name;
  }

  ring(): void {
    if (this.#ended.signal.aborted) return;
    this.#wanted = true;
    this.#ringing ??= this.#send().finally(() => {
      this.#ringing = undefined;
    });
  }

  async listen(heard: () => void): Promise<boolean> {
    const connection = await this.#connect(heard);
    this.#listening = this.#keepListening(heard, connection);
    return this.#hearsItself();
  }

  async close(): Promise<void> {
    this.#ended.abort();
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
    await Promise.all([this.#ringing, this.#listening]);
  }

  async #send(): Promise<void> {
    while (this.#wanted && !this.#ended.signal.aborted) {
      this.#wanted = false;
      // A database that does not answer is told by whoever asks it next; this bell is only a convenience.
      await this.#notify(this.#name).catch(() => {});
      await this.#wait(PAUSE_MS);
    }
  }

  #notify(text: string): Promise<unknown> {
    return this.#source.query('SELECT pg_notify($1, $2)', [CHANNEL, text]);
  }

  /** `lost` resolves when the connection is gone. In an object: a promise of a promise would wait for both. */
  async #connect(heard: () => void): Promise<Connection> {
    const client = new pg.Client({ connectionString: this.#url, application_name: 'mailrule bell', keepAlive: true });
    const lost = new Promise<void>((resolve) => {
      client.on('error', () => resolve());
      client.on('end', () => resolve());
    });
    client.on('notification', ({ payload }) => {
      if (payload === `${this.#name} trial`) this.#onTrial();
      else if (payload !== this.#name) heard();
    });
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    this.#client = client;
    return { lost };
  }

  async #keepListening(heard: () => void, first: Connection): Promise<void> {
    let connection: Connection | undefined = first;
    while (!this.#ended.signal.aborted) {
      await connection?.lost;
      if (this.#ended.signal.aborted) return;
      await this.#wait(RECONNECT_MS);
      if (this.#ended.signal.aborted) return;
      // Still away: tried again in a second, while everybody looks by himself.
      connection = await this.#connect(heard).catch(() => undefined);
      // What was rung meanwhile was not heard.
      if (connection !== undefined) heard();
    }
  }

  /** Through another connection of the pool, as the rings of others come. */
  async #hearsItself(): Promise<boolean> {
    const heard = new Promise<boolean>((resolve) => {
      this.#onTrial = () => resolve(true);
    });
    await this.#notify(`${this.#name} trial`);
    return Promise.race([heard, this.#wait(TRIAL_MS).then(() => false)]);
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      const { signal } = this.#ended;
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
