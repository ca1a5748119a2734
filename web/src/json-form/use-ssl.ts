export type Way = 'implicit' | 'starttls' | 'none';

/** Ports by the way they are encrypted; the first of each is the usual one. */
export type UsualPorts = Partial<Record<Way, readonly number[]>>;

/** How "Use SSL: Yes" is done on a port; undefined on a port that says nothing about it. */
export function wayOfPort(ports: UsualPorts, port: unknown): 'implicit' | 'starttls' | undefined {
  if (typeof port !== 'number') return undefined;
  if (ports.implicit?.includes(port)) return 'implicit';
  return ports.starttls?.includes(port) ? 'starttls' : undefined;
}

/** Yes or no, as a person sees it. Nothing said yet is yes: only a person chooses to go without. */
export function answerOf(way: Way | undefined): 'yes' | 'no' {
  return way === 'none' ? 'no' : 'yes';
}

/**
 * The way after a port was typed. Never to or away from "not encrypted" by itself; a port that says nothing changes
 * nothing.
 */
export function wayAfterPort(way: Way | undefined, ports: UsualPorts, port: unknown): Way | undefined {
  return way === 'none' ? way : (wayOfPort(ports, port) ?? way);
}

/** The way after Yes or No was chosen: Yes goes by the port, else it stays open. */
export function wayAfterAnswer(answer: 'yes' | 'no', ports: UsualPorts, port: unknown): Way | undefined {
  return answer === 'no' ? 'none' : wayOfPort(ports, port);
}

/** The port to offer where another one is usual for this way. */
export function offeredPort(way: Way | undefined, ports: UsualPorts, port: unknown): number | undefined {
  if (way === undefined || typeof port !== 'number') return undefined;
  const usual = ports[way] ?? [];
  return usual.includes(port) ? undefined : usual[0];
}

/** Whether the person must say how: the port does not, or what was chosen is not what the port says. */
export function asksForWay(way: Way | undefined, ports: UsualPorts, port: unknown): boolean {
  if (way === 'none' || typeof port !== 'number') return false;
  const said = wayOfPort(ports, port);
  return said === undefined || said !== way;
}
