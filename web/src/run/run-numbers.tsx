import { Text } from '@mantine/core';
import { run as words } from '../words/run.ts';
import { partsOf, type ShownRun } from './run-parts.ts';

/** Every row is in exactly one of them. Those beside the usual four are shown when there are any. */
export function RunNumbers({ run }: { run: ShownRun }) {
  const { sent, redirected, captured, failed, bounced, skipped, waiting, uncertain, cancelled } = partsOf(run);
  const { problems, waiting: unchecked } = run.counts;
  const numbers: [name: string, value: number, always: boolean, tone?: string][] = [
    [words.numbers.sent, sent, true],
    [words.numbers.redirected, redirected, false, 'warning'],
    [words.numbers.captured, captured, false, 'warning'],
    [words.numbers.failed, failed, true, 'bad'],
    [words.numbers.bounced, bounced, false, 'bad'],
    [words.numbers.skipped, skipped, true],
    [words.numbers.waiting, waiting + unchecked, true],
    [words.numbers.uncertain, uncertain, false, 'warning'],
    [words.numbers.cancelled, cancelled, false],
    [words.numbers.problems, problems, false, 'bad'],
  ];
  return (
    <dl className="run-numbers" aria-label={words.numbers.region}>
      {numbers
        .filter(([, value, always]) => always || value > 0)
        .map(([name, value, , tone]) => (
          <div key={name}>
            <Text component="dt" size="sm" c="dimmed">
              {name}
            </Text>
            <dd data-tone={value > 0 ? tone : undefined}>{words.number(value)}</dd>
          </div>
        ))}
    </dl>
  );
}
