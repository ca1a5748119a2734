import { openRunWorld, staffOf } from '../e2e/rig/run-world.ts';
import { inDays } from '../support/in-days.ts';
import type { World } from './world.ts';

const REFUSED = { reply: '550 5.1.1 There is no such mailbox here' };

/** An installation with a payroll run in each state; the last one is being sent and stands at the gate. */
export async function openRunScreens(): Promise<World> {
  const world = await openRunWorld();
  const { call, letThrough, smtp } = world;
  const places: Record<string, string> = {};
  const accepted = async (id: string, count: number) => {
    while ((await call('GET', `/runs/${id}`)).counts.mails.accepted < count) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const begun = async (name: string, rows: number, sent: number) => {
    const { id } = await world.released(rows, { period: name });
    places[name] = id;
    letThrough(sent);
    await accepted(id, sent);
    return id as string;
  };
  await world.until(await begun('finished', 5, 5), 'finished');
  const failed = await begun('failures', 6, 2);
  smtp.setRules([{ stage: 'rcpt', times: 2, action: REFUSED }]);
  letThrough(4);
  await world.until(failed, 'finished');
  await call('PUT', '/settings/runs', { fourEyes: true, stopAfterFailures: 3 });
  const stopped = await begun('stopped', 9, 2);
  smtp.setRules([{ stage: 'rcpt', times: 3, action: REFUSED }]);
  letThrough(3);
  await world.until(stopped, 'stopped');
  const paused = await begun('paused', 8, 3);
  await call('POST', `/runs/${paused}/pause`);
  letThrough(1);
  const cancelled = await begun('cancelled', 6, 2);
  await call('POST', `/runs/${cancelled}/cancel`);
  letThrough(1);
  const planned = await world.planned(7, {
    period: 'planned',
    options: { window: { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] } },
  });
  const { items } = await call('GET', `/runs/${planned.id}/items?limit=2`);
  await call('POST', `/runs/${planned.id}/items/leave-out`, { ids: [items[0].id], reason: 'left the company' });
  places['planned'] = planned.id;
  const staff = staffOf(4).map((person, place) => (place === 1 ? { ...person, email: '' } : person));
  places['problems'] = (await world.planned(4, { period: 'problems', staff })).id;
  const ready = await world.planned(4, { period: 'approved' });
  await world.callAs('max', 'POST', `/runs/${ready.id}/approve`, { hash: ready.plan.hash });
  places['approved'] = ready.id;
  const waiting = await world.planned(3, { period: 'waiting' });
  await world.callAs('max', 'POST', `/runs/${waiting.id}/approve`, { hash: waiting.plan.hash });
  await call('POST', `/runs/${waiting.id}/release`, { at: inDays(60) });
  places['waiting'] = waiting.id;
  places['draft'] = (
    await call('POST', '/runs', { name: 'Payslips December', period: '2026-12', rule: ready.ruleId })
  ).id;
  await begun('sending', 12, 5);
  return {
    url: world.url,
    setupLink: '',
    api: {} as World['api'],
    designer: { name: 'ada', password: 'the password of ada' },
    places,
    signIn: (context, as) => world.signInContext(context, as?.name ?? 'admin'),
    close: world.close,
  };
}
