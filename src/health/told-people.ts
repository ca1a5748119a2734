import type { Store } from '../store/store.ts';
import { type AlertSettings, findAlertSettings, NO_ALERTS } from './alert-settings.ts';

const MOST = 20;

/** The settings with the addresses that are told now: before anybody has saved who, the administrators. */
export async function loadToldPeople(store: Store): Promise<AlertSettings> {
  return (await findAlertSettings(store)) ?? { ...NO_ALERTS, emails: await administratorsOf(store) };
}

/** Who may sign in as an administrator and has an address, the first ones first; of a host's people nothing is known. */
export async function administratorsOf(store: Store): Promise<string[]> {
  const rows = await store.read.sql<{ email: string }[]>`
    SELECT email FROM app_user
    WHERE email IS NOT NULL AND NOT disabled AND roles LIKE '%"administrator"%' ORDER BY created_at, id LIMIT ${MOST}`;
  return rows.map(({ email }) => email);
}
