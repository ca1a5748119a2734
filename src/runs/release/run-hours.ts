import type { DeliveryState } from '../../store/tables/delivery.table.ts';
import type { RunRow } from '../../store/tables/run.table.ts';
import type { Tx } from '../../store/transaction.ts';
import type { RunDeps } from '../run-deps.ts';
import type { Choices } from '../run-options.ts';
import { moveMails } from '../sending/move-mails.ts';
import { isOpen, nextOpening } from './send-window.ts';

/** Whether e-mails of a run may leave just now. */
export interface RunHours {
  isOpen: boolean;
  /** why not, with the instant of the next opening */
  reason: string;
  /** where it goes by the clocks of its recipients: the zones of those that have not left */
  zones?: { open: string[]; closed: ClosedZone[]; reason: string };
}

interface ClosedZone {
  zone: string;
  /** some of its e-mails have left their hold */
  isMoving: boolean;
}

type Of = Pick<RunDeps, 'store' | 'clock'>;

const MOVING: readonly DeliveryState[] = ['queued', 'sending'];
const LEFT: readonly DeliveryState[] = ['held', ...MOVING, 'dot_pending'];
const MOST_NAMED = 5;

export async function runHours(deps: Of, run: RunRow): Promise<RunHours> {
  return hoursOf(deps, run, LEFT);
}

/** The same when its failed e-mails are to be tried again. */
export async function hoursOfRetry(deps: Of, run: RunRow): Promise<RunHours> {
  return hoursOf(deps, run, [...LEFT, 'failed']);
}

async function hoursOf({ store, clock }: Of, run: RunRow, left: readonly DeliveryState[]): Promise<RunHours> {
  const { window, timeZone, timeZoneField } = run.options as Choices;
  const now = clock.now();
  if (!window) return { isOpen: true, reason: '' };
  if (timeZoneField === undefined) {
    if (isOpen(window, timeZone, now)) return { isOpen: true, reason: '' };
    const opensAt = instantText(nextOpening(window, timeZone, now));
    return { isOpen: false, reason: `Waits for its send window, which opens at ${opensAt}.` };
  }
  const open: string[] = [];
  const closed: ClosedZone[] = [];
  for (const zone of await zonesOf(store.read, run.id)) {
    if (!(await hasAny(store.read, run.id, zone, left))) continue;
    if (isOpen(window, zone, now)) open.push(zone);
    else closed.push({ zone, isMoving: await hasAny(store.read, run.id, zone, MOVING) });
  }
  const opensAt = instantText(Math.min(...closed.map(({ zone }) => nextOpening(window, zone, now))));
  const reason = `Waits for the send window of its recipients, which opens at ${opensAt}.`;
  const told = closed.length === 0 ? '' : `${CLOSED_IN} ${named(closed)}; it opens next at ${opensAt}.`;
  return { isOpen: open.length > 0 || closed.length === 0, reason, zones: { open, closed, reason: told } };
}

/** Why one e-mail of a run may not leave now; undefined: it may. In the caller's transaction. */
export async function closedWindow(tx: Tx, run: RunRow, id: string, now: number): Promise<string | undefined> {
  const { window, timeZone, timeZoneField } = run.options as Choices;
  if (!window) return undefined;
  const own = timeZoneField === undefined ? undefined : await zoneOf(tx, id);
  const zone = own ?? timeZone;
  if (isOpen(window, zone, now)) return undefined;
  const opensAt = instantText(nextOpening(window, zone, now));
  return `Waits for its send window${own === undefined ? '' : ` in ${own}`}, which opens at ${opensAt}.`;
}

async function zoneOf(tx: Tx, id: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ time_zone: string | null }[]>`SELECT time_zone FROM delivery WHERE id = ${id}`;
  return row?.time_zone ?? undefined;
}

const CLOSED_IN = 'The send window is closed in';

/** What a run that sends says of itself, as far as its hours have something to say. */
export function reasonOfHours({ stateReason }: RunRow, { zones }: RunHours): string {
  if (zones === undefined) return stateReason;
  return zones.closed.length > 0 || stateReason.startsWith(CLOSED_IN) ? zones.reason : stateReason;
}

/** Takes back what has not left in zones where the window is closed. `all`: also says so of what was never let go. */
export async function closeZones(deps: RunDeps, run: RunRow, { zones }: RunHours, all: boolean): Promise<void> {
  for (const { zone, isMoving } of zones?.closed ?? []) {
    const only = { zones: [zone], detail: `Waits for the send window in ${zone}.` };
    if (isMoving) await moveMails(deps, run, 'close_window', only);
    if (all) await moveMails(deps, run, 'await_window', only);
  }
}

/** From one to the next by the index, however many e-mails each has. */
async function zonesOf(read: Tx, runId: string): Promise<string[]> {
  const zones: string[] = [];
  for (let after = ''; ; ) {
    const [row] = await read.sql<{ zone: string | null }[]>`
      SELECT MIN(time_zone) AS zone FROM delivery WHERE run_id = ${runId} AND time_zone > ${after}`;
    if (!row?.zone) return zones;
    after = row.zone;
    zones.push(after);
  }
}

async function hasAny(read: Tx, runId: string, zone: string, states: readonly DeliveryState[]): Promise<boolean> {
  const rows = await read.sql<unknown[]>`
    SELECT 1 FROM delivery WHERE run_id = ${runId} AND time_zone = ${zone} AND state IN (${() => [...states]}) LIMIT 1`;
  return rows.length > 0;
}

function named(closed: readonly ClosedZone[]): string {
  const names = closed.slice(0, MOST_NAMED).map(({ zone }) => zone);
  const more = closed.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

function instantText(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString() : '';
}
