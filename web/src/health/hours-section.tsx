import { Skeleton, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { health } from '../words/health.ts';
import { type MailHour, mailHoursQuery } from './health-queries.ts';
import './hours.css';

const words = health.hours;
const PARTS = ['sent', 'waiting', 'failed'] as const;
const WIDTH = 24;
const HEIGHT = 100;
const GAP = 0.2;

/** The e-mails of a day as bars, and the same numbers as a table. */
export function HoursSection() {
  const heading = useId();
  const { data, error, refetch } = useQuery(mailHoursQuery);
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb={4}>
        {words.title}
      </Title>
      {data ? (
        <Hours hours={data} />
      ) : error ? (
        <ProblemAlert error={error} retry={() => void refetch()} />
      ) : (
        <Skeleton h={150} aria-hidden />
      )}
    </section>
  );
}

function Hours({ hours }: { hours: readonly MailHour[] }) {
  const sum = (part: (typeof PARTS)[number]) => hours.reduce((all, hour) => all + hour[part], 0);
  const text = words.summary(sum('sent'), sum('waiting'), sum('failed'));
  return (
    <>
      <Text size="sm" mb="sm">
        {text}
      </Text>
      <Bars hours={hours} label={text} />
      <details className="hours-table">
        <summary>{words.asTable}</summary>
        <Table aria-label={words.title} verticalSpacing={2}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{words.columns.from}</Table.Th>
              {PARTS.map((part) => (
                <Table.Th key={part} scope="col" ta="right">
                  {words.columns[part]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {hours.map((hour) => (
              <Table.Tr key={hour.from}>
                <Table.Th scope="row" fw={400}>
                  {words.from(hour.from)}
                </Table.Th>
                {PARTS.map((part) => (
                  <Table.Td key={part} ta="right">
                    {words.number(hour[part])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </details>
    </>
  );
}

/** One bar for each hour, its parts above each other; the tallest has the whole height. */
function Bars({ hours, label }: { hours: readonly MailHour[]; label: string }) {
  const most = Math.max(1, ...hours.map(({ sent, waiting, failed }) => sent + waiting + failed));
  return (
    <figure className="hours-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {hours.flatMap((hour, at) => {
          let top = HEIGHT;
          return PARTS.filter((part) => hour[part] > 0).map((part) => {
            const height = (hour[part] / most) * HEIGHT;
            top -= height;
            return (
              <rect
                key={`${hour.from}-${part}`}
                data-part={part}
                x={at + GAP / 2}
                y={top}
                width={1 - GAP}
                height={height}
              />
            );
          });
        })}
      </svg>
      <figcaption>
        {PARTS.map((part) => (
          <span key={part} data-part={part}>
            {words.columns[part]}
          </span>
        ))}
        <span>{words.most(most)}</span>
      </figcaption>
    </figure>
  );
}
