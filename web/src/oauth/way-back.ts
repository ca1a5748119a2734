const KEY = 'mailrule.way-back';

/** Screens other than that of the data source from which a person goes to a provider. */
const PLACES = ['/admin/mailbox', '/me/email-accounts'] as const;
export type WayBack = (typeof PLACES)[number];

/** Before this tab goes to the provider: to where it comes back for this connector. */
export function keepWayBack(connectorId: string, to: WayBack | undefined): void {
  if (to === undefined) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, JSON.stringify([connectorId, to]));
}

/** Undefined: to the data source. */
export function findWayBack(connectorId: string | undefined): WayBack | undefined {
  const [id, to] = JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as unknown[];
  return id === connectorId ? PLACES.find((place) => place === to) : undefined;
}
