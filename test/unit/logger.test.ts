import { expect, test } from 'vitest';
import { createLogger, type Logger } from '../../src/logger.ts';

function logged(level: 'info' | 'debug', act: (log: Logger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  act(createLogger({ level, destination: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('fields named like secrets are removed, two levels deep', () => {
  const fields = { password: 'canary', account: { token: 'canary', auth: { pass: 'canary' } } };
  expect(JSON.stringify(logged('info', (log) => log.info(fields, 'signed in')))).not.toContain('canary');
});

test('addresses stay out of the log above debug, also inside errors and lists', () => {
  const error = new Error('550 no such user <eva.m@example.com>');
  const act = (log: Logger) => {
    log.info({ to: ['eva.m@example.com'], deep: { text: 'to eva.m@example.com, please' } }, 'mail');
    log.error({ err: error }, 'failed');
    log.error(error);
  };
  const lines = logged('info', act);
  expect(lines).toHaveLength(3);
  expect(JSON.stringify(lines)).not.toContain('example.com');
  expect(JSON.stringify(lines)).toContain('550 no such user <<address>>');
});

test('at level debug an address is shown', () => {
  expect(JSON.stringify(logged('debug', (log) => log.debug({ to: 'eva.m@example.com' }, 'mail')))).toContain('eva.m@');
});

test('line breaks in values cannot forge a log line', () => {
  const lines = logged('info', (log) => log.info({ subject: 'a\n{"level":"fatal"}' }, 'mail'));
  expect(lines).toHaveLength(1);
});
