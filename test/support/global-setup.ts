import type { TestProject } from 'vitest/node';
import { startMailServers } from './mail/mail-servers.ts';
import { startPostgres } from './postgres.ts';
import './servers.ts';

/** One PostgreSQL and one Dovecot with Postfix for the whole run. A missing server fails the run; nothing is skipped. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const results = await Promise.allSettled([startPostgres(), startMailServers()]);
  const [postgres, mail] = results;
  const stop = async () => {
    await Promise.all(results.map((result) => (result.status === 'fulfilled' ? result.value.stop() : undefined)));
  };
  if (postgres.status === 'rejected' || mail.status === 'rejected') {
    await stop();
    throw new AggregateError(
      results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])),
      `The test servers did not start: ${results.map((result) => (result.status === 'rejected' ? result.reason : 'ok')).join('; ')}`,
    );
  }
  project.provide('servers', { postgresAdminUrl: postgres.value.adminUrl, mail: mail.value.addresses });
  return stop;
}
