import { fileCopies } from '../copies/file-copies.ts';
import type { OutboxDeps } from '../deps.ts';
import { lookForProof } from '../proof/look-for-proof.ts';
import { EVERYTHING, type Queue, type WorkerRole } from '../worker-role.ts';
import { ClockWatch, mendAhead } from './clock-jump.ts';
import { readGate } from './gate.ts';
import { Lane } from './lane.ts';
import { expireOverdue, recoverLeases } from './recovery.ts';
import { Turns } from './turns.ts';
import { Wake } from './wake.ts';

const POLL_MS = 1_000;
const SWEEP_MS = 5_000;
const EXPIRE_MS = 60_000;

/**
 * The embedded worker: sees which connectors have due work and keeps one lane (SMTP) and one filer (Sent copies) running
 * for each of them. Any number of processes may do this on one PostgreSQL database; claims keep them apart.
 */
export class Dispatcher {
  readonly #deps: OutboxDeps;
  readonly #stop = new AbortController();
  readonly #wake = new Wake();
  readonly #lanes = new Map<string, { lane: Lane; done: Promise<void> }>();
  readonly #jobs = new Map<string, Promise<void>>();
  readonly #fileAgain = new Set<string>();
  readonly #clockWatch = new ClockWatch();
  #sweptAt = Number.NEGATIVE_INFINITY;
  #expiredAt = Number.NEGATIVE_INFINITY;
  #loop: Promise<void> | undefined;
  #queues: readonly Queue[] = [];
  #turns = new Turns();

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  async start(role: WorkerRole = EVERYTHING): Promise<void> {
    this.#queues = role.queues;
    this.#turns = new Turns(role.concurrency);
    // One process owns a SQLite file, so whatever was being sent when we start belongs to nobody.
    await recoverLeases(this.#deps, { all: this.#deps.store.kind === 'sqlite' });
    this.#loop = this.#run();
  }

  /** New work is there: no need to wait for the next look. */
  wake(): void {
    this.#wake.ring();
    for (const { lane } of this.#lanes.values()) lane.wake();
  }

  /** Finishes the mails that are at their final dot, gives the others back, and ends. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
    await Promise.all([...this.#lanes.values()].map(({ done }) => done));
    await Promise.all(this.#jobs.values());
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await this.#look();
      } catch (error) {
        this.#deps.log.error({ err: error }, 'outbox: the database does not answer, trying again');
      }
      await this.#wake.wait(this.#deps.clock, POLL_MS, this.#stop.signal);
    }
  }

  async #look(): Promise<void> {
    const now = this.#deps.clock.now();
    if (this.#clockWatch.look(now) !== undefined) {
      this.#deps.log.warn({ now }, 'outbox: the clock was put to another time');
      this.#sweptAt = Number.NEGATIVE_INFINITY;
      this.#expiredAt = Number.NEGATIVE_INFINITY;
    }
    if (now - this.#sweptAt >= SWEEP_MS) {
      this.#sweptAt = now;
      if (this.#clockWatch.knowsLeases(now)) await recoverLeases(this.#deps, { all: false });
      // In Sent Items, by IMAP, as copies are filed.
      if (this.#queues.includes('file')) this.#job('look for proof', () => lookForProof(this.#deps, this.#stop.signal));
    }
    if (now - this.#expiredAt >= EXPIRE_MS) {
      this.#expiredAt = now;
      await mendAhead(this.#deps);
      await expireOverdue(this.#deps);
    }
    const stopped = (await readGate(this.#deps.store.read)).stop !== undefined;
    const sends = this.#queues.includes('send') && !stopped;
    if (sends) for (const id of await this.#dueConnectors('delivery', 'queued', now)) this.#startLane(id);
    if (!this.#queues.includes('file')) return;
    for (const id of await this.#dueConnectors('sent_copy', 'pending', now)) this.#fileCopies(id);
  }

  /** One index probe for each connector, however long the queues are. A paused connector still files its copies. */
  async #dueConnectors(table: 'delivery' | 'sent_copy', state: string, now: number): Promise<string[]> {
    const unpaused =
      table === 'sent_copy'
        ? ''
        : `AND NOT EXISTS (SELECT 1 FROM connector_pace p WHERE p.connector_id = c.id AND p.paused_until > ${Math.trunc(now)})`;
    const rows = await this.#deps.store.read.sql<{ id: string }[]>`
      SELECT c.id FROM connector c
      WHERE EXISTS (SELECT 1 FROM ${() => table} q WHERE q.connector_id = c.id AND q.state = '${() => state}' AND q.due_at <= ${now})
      ${() => unpaused}`;
    return rows.map((row) => row.id);
  }

  #startLane(connectorId: string): void {
    if (this.#lanes.has(connectorId)) return;
    // Another process may be the one that files.
    const files = this.#queues.includes('file');
    const onAccepted = () => (files ? this.#fileCopies(connectorId) : this.#deps.store.doorbell.ring());
    const lane = new Lane(this.#deps, connectorId, { stop: this.#stop.signal, turns: this.#turns, onAccepted });
    const done = this.#guard(`lane ${connectorId}`, lane.run()).finally(() => this.#lanes.delete(connectorId));
    this.#lanes.set(connectorId, { lane, done });
  }

  /** While a batch is being filed the next one gathers: the more mail, the larger the batches. */
  #fileCopies(connectorId: string): void {
    const name = `file ${connectorId}`;
    if (this.#jobs.has(name)) this.#fileAgain.add(connectorId);
    this.#job(name, async () => {
      do {
        this.#fileAgain.delete(connectorId);
        await fileCopies(this.#deps, connectorId, this.#stop.signal);
      } while (this.#fileAgain.has(connectorId) && !this.#stop.signal.aborted);
    });
  }

  #job(name: string, start: () => Promise<void>): void {
    if (this.#jobs.has(name)) return;
    this.#jobs.set(
      name,
      this.#guard(name, start()).finally(() => this.#jobs.delete(name)),
    );
  }

  /** A part that breaks is logged and started again by the next look; the others go on. */
  #guard(name: string, running: Promise<void>): Promise<void> {
    return running.catch((error: unknown) => this.#deps.log.error({ err: error, part: name }, 'outbox: a part broke'));
  }
}
