import type { Verdict } from '../../mail/delivery-verdict.ts';
import { openSmtpSession, type SmtpSession } from '../../mail/smtp-session.ts';
import { AppError, type ErrorCode, type MailAccount, newId, toAppError } from '../../sdk/index.ts';
import { holdConnectors } from '../decisions/decisions.ts';
import type { OutboxDeps } from '../deps.ts';
import { holdSuppressed } from '../enqueue/hold-suppressed.ts';
import { holdUnregistered } from '../enqueue/hold-unregistered.ts';
import { type ClaimedDelivery, claimDeliveries, renewLease, returnDeliveries } from './claim.ts';
import { deliver } from './deliver.ts';
import { pauseConnector, resumeConnector } from './pace.ts';
import { endSession, SESSION_MS } from './sending-session.ts';
import type { Turns } from './turns.ts';
import { Wake } from './wake.ts';

/** Mails one session takes at a time. */
const BATCH = 10;
/** A session without work is kept this long: servers charge for sign-ins. */
const IDLE_MS = 5_000;
/** After a stop, this long for the mail that is on the wire; at the final dot an answer is usually there in time. */
const DRAIN_MS = 20_000;
/** Also woken by hand; this finds mails of other processes and those whose retry is due. */
const POLL_MS = 1_000;
/** The longest that a session waits for its pace before it asks again. */
const REST_MS = 5_000;

/** Where the sessions of the process are limited, one is kept this long before it is given to others that wait. */
const TURN_MS = 2_000;

/** Trying again soon does not help: somebody must change something. */
const SIGN_IN_CODES: ErrorCode[] = ['MAIL_AUTH', 'MAIL_TLS', 'EGRESS'];
/** The server cannot be reached or is none. */
const UNREACHABLE: ErrorCode[] = ['MAIL_DNS', 'MAIL_CONNECT', 'MAIL_TIMEOUT', 'MAIL_PROTOCOL'];
/** Replies that say "sign in" in the middle of a session. */
const SIGN_IN_REPLIES = [530, 534, 535];

/** One session's work: its lease token, and its connection while there is one. */
interface Slot {
  token: string;
  smtp: SmtpSession | undefined;
  startedAt: number;
}

/**
 * Sends the queue of one connector over up to `limits.connections` sessions, which are opened as work piles up. Ends by
 * itself when there is nothing to do or the connector is paused; the dispatcher starts it again.
 */
export class Lane {
  readonly connectorId: string;
  readonly #deps: OutboxDeps;
  readonly #stop: AbortSignal;
  readonly #wake = new Wake();
  #sessions = 0;
  #paused = false;
  #proven = false;

  readonly #onAccepted: () => void;
  readonly #turns: Turns;

  constructor(
    deps: OutboxDeps,
    connectorId: string,
    options: { stop: AbortSignal; turns: Turns; onAccepted: () => void },
  ) {
    this.#deps = deps;
    this.connectorId = connectorId;
    this.#stop = options.stop;
    this.#onAccepted = options.onAccepted;
    this.#turns = options.turns;
  }

  wake(): void {
    this.#wake.ring();
  }

  /** Never rejects for what a mail server does; rejects when the database is gone. */
  async run(): Promise<void> {
    let account: MailAccount;
    try {
      account = await this.#deps.connectors.open(this.connectorId, 'send');
      if (!account.smtp)
        throw new AppError('CONNECTOR_INACTIVE', 'The connector has no SMTP server. Enable mail send from.');
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.details['switchedOff'] === true) await this.#hold(error.message);
      return this.#pause(error, this.#deps.policy.pausesMs);
    }
    if (await this.#turns.take(this.connectorId, this.#stop)) await this.#session(account);
  }

  /** With a turn taken, which it gives back. */
  async #session(account: MailAccount): Promise<void> {
    this.#sessions += 1;
    const others: Promise<void>[] = [];
    const slot: Slot = { token: newId(), smtp: undefined, startedAt: this.#deps.clock.now() };
    const background = [this.#renewal(slot.token), this.#drain(slot)];
    try {
      let isBusy = false;
      for (let idleMs = 0; !this.#over() && !this.#givesWay(slot) && idleMs < IDLE_MS; ) {
        const { deliveries, askAgainAt, behind, late, keptBack, crowded } = await claimDeliveries(this.#deps, {
          connectorId: this.connectorId,
          token: slot.token,
          count: BATCH,
          limits: account.limits,
        });
        if (deliveries.length === 0 && (this.#turns.isWanted(this.connectorId) || (crowded && this.#sessions > 1)))
          break;
        idleMs = deliveries.length === 0 && !keptBack ? idleMs + (await this.#rest(askAgainAt)) : 0;
        if (deliveries.length > 0 && (await this.#wasSwitchedOff())) break;
        // Straight from one e-mail to the next, and late: servers that take so long need another session beside this one.
        const isSlow = isBusy && late === true;
        isBusy = deliveries.length > 0;
        const more = (deliveries.length === BATCH || behind || isSlow) && this.#sessions < account.limits.connections;
        if (more && this.#turns.tryTake(this.connectorId)) others.push(this.#session(account));
        const by = { ...slot, connectorId: this.connectorId };
        const reached = await holdSuppressed(this.#deps, deliveries, by);
        await this.#sendBatch(account, slot, await holdUnregistered(this.#deps, reached, by));
      }
    } finally {
      for (const one of background) one.stop();
      slot.smtp?.close();
      this.#sessions -= 1;
      this.#turns.give(this.connectorId);
      await Promise.all([...others, this.#endSession(slot)]);
    }
  }

  /** Waits for work; answers how long it counts as idle. Waiting for the pace is no idleness. */
  async #rest(askAgainAt: number | undefined): Promise<number> {
    const { clock } = this.#deps;
    if (askAgainAt === undefined) {
      await this.#wake.wait(clock, POLL_MS, this.#stop);
      return POLL_MS;
    }
    // Not until then at once: the clock may be put back meanwhile.
    await clock.sleep(Math.min(REST_MS, Math.max(1, askAgainAt - clock.now())), this.#stop);
    return 0;
  }

  async #sendBatch(account: MailAccount, slot: Slot, batch: ClaimedDelivery[]): Promise<void> {
    let settled = Promise.resolve();
    let lost = false;
    try {
      for (const delivery of batch) {
        if (this.#over() || this.#givesWay(slot)) break;
        if (!slot.smtp?.usable) {
          slot.smtp?.close();
          slot.smtp = await this.#open(account);
          if (!slot.smtp) break;
        }
        const connector = { id: this.connectorId, version: account.version ?? null, limits: account.limits };
        const claim = { delivery, token: slot.token, connectorId: this.connectorId, connector };
        const delivered = await deliver(this.#deps, slot.smtp, claim);
        const { verdict } = delivered;
        lost = delivered.lost;
        await settled;
        settled = this.#settle(delivery, verdict, delivered.recorded);
        // Awaited in any case, but perhaps only after the next mail.
        settled.catch(() => {});
        // While "accepted" becomes durable the next envelope travels; whatever else was said may change what is next.
        if (verdict.kind !== 'accepted') await settled;
        // What takes one back takes all of them back: a run that is paused, a guard, a stop.
        if (lost) break;
      }
    } finally {
      await settled;
    }
    // Whatever of the batch was not tried goes back, uncounted.
    if (batch.length > 0 && (this.#over() || this.#givesWay(slot) || !slot.smtp || lost)) {
      await returnDeliveries(this.#deps, slot.token, 'Waits for its turn.');
    }
  }

  async #settle(delivery: ClaimedDelivery, verdict: Verdict, recorded: Promise<void>): Promise<void> {
    await recorded;
    if (verdict.kind === 'connector') await this.#pauseFor(verdict);
    if (verdict.kind === 'failed' && delivery.locked) await this.#deps.runMailFailed?.(delivery.locked.runId);
    if (verdict.kind !== 'accepted') return;
    this.#onAccepted();
    await this.#prove();
  }

  async #open(account: MailAccount): Promise<SmtpSession | undefined> {
    if (!account.smtp) return undefined;
    const { smtpTimeouts } = this.#deps;
    try {
      return await openSmtpSession(account.smtp, {
        egress: this.#deps.egress,
        signal: this.#stop,
        ...(smtpTimeouts && { timeouts: smtpTimeouts }),
      });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'CANCELLED') return undefined;
      const { policy } = this.#deps;
      if (SIGN_IN_CODES.includes(error.code)) {
        await this.#deps.connectors.markProblematic(this.connectorId, error.message);
        await this.#pause(error, policy.signInPausesMs);
      } else {
        await this.#pause(error, policy.pausesMs);
      }
      return undefined;
    }
  }

  async #pauseFor(verdict: Verdict): Promise<void> {
    const error = new AppError('MAIL_BUSY', verdict.detail);
    const signIn = SIGN_IN_REPLIES.includes(verdict.reply?.code ?? 0);
    if (signIn) await this.#deps.connectors.markProblematic(this.connectorId, verdict.detail);
    await this.#pause(error, signIn ? this.#deps.policy.signInPausesMs : this.#deps.policy.pausesMs);
  }

  /** What was just claimed goes back into waiting with the rest. */
  async #wasSwitchedOff(): Promise<boolean> {
    const reason = await this.#deps.connectors.findSwitchOff?.(this.connectorId);
    if (reason === undefined) return false;
    await this.#hold(reason);
    await this.#pause(new AppError('CONNECTOR_INACTIVE', reason), this.#deps.policy.pausesMs);
    return true;
  }

  /** Somebody switched sending off: however long that lasts, what waits must not run out of time. */
  async #hold(reason: string): Promise<void> {
    const { clock, store } = this.#deps;
    await store.grouped((tx) => holdConnectors(tx, [this.connectorId], reason, clock.now()));
  }

  async #pause(error: AppError, delaysMs: number[]): Promise<void> {
    if (this.#paused) return;
    this.#paused = true;
    const { clock, store, log, policy, connectors } = this.#deps;
    const pause = { now: clock.now(), delaysMs, reason: error.message };
    const { until, failures } = await store.grouped((tx) => pauseConnector(tx, this.connectorId, pause));
    // The circuit opens: one refusal may be a moment's, so many in a row are not. A server that is full is not broken.
    if (UNREACHABLE.includes(error.code) && failures >= policy.circuitFailures) {
      await connectors.markProblematic(this.connectorId, error.message);
    }
    log.warn(
      { connectorId: this.connectorId, code: error.code, until: new Date(until).toISOString() },
      'connector paused',
    );
  }

  /** Once per run: the refusals in a row are over. */
  async #prove(): Promise<void> {
    if (this.#proven) return;
    this.#proven = true;
    await this.#deps.store.grouped((tx) => resumeConnector(tx, this.connectorId, this.#deps.clock.now()));
    await this.#deps.connectors.markWorking(this.connectorId);
  }

  /** After a stop the mail on the wire may finish, but not for as long as a silent server likes. */
  #drain(slot: Slot): { stop(): void } {
    let timer: NodeJS.Timeout | undefined;
    const onStop = () => {
      timer = setTimeout(() => slot.smtp?.close(), DRAIN_MS);
    };
    this.#stop.addEventListener('abort', onStop, { once: true });
    return {
      stop: () => {
        this.#stop.removeEventListener('abort', onStop);
        clearTimeout(timer);
      },
    };
  }

  #renewal(token: string): { stop(): void } {
    const ended = new AbortController();
    const loop = async () => {
      for (;;) {
        await this.#deps.clock.sleep(SESSION_MS / 3, ended.signal);
        if (ended.signal.aborted) return;
        await renewLease(this.#deps, token);
      }
    };
    loop().catch((error: unknown) => this.#deps.log.error({ err: error }, 'lease not renewed'));
    return { stop: () => ended.abort() };
  }

  async #endSession({ token }: Slot): Promise<void> {
    const { clock, store } = this.#deps;
    if (store.kind === 'postgres') await store.grouped((tx) => endSession(tx, token, clock.now()));
  }

  /** Its turn is over, and others wait for one. */
  #givesWay({ startedAt }: Slot): boolean {
    return this.#turns.isWanted(this.connectorId) && this.#deps.clock.now() - startedAt >= TURN_MS;
  }

  #over(): boolean {
    return this.#stop.aborted || this.#paused;
  }
}
