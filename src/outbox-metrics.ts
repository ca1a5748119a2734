import type { MetricFamily } from './http/metrics.ts';
import type { OutboxMetrics } from './outbox/metrics.ts';

/** The outbox in numbers for Prometheus. `mailrule_outbox_overdue` above 0 is the alarm to set. */
export function outboxFamilies(metrics: OutboxMetrics): MetricFamily[] {
  const gauge = (name: string, help: string, value: number): MetricFamily => ({
    name,
    help,
    type: 'gauge',
    samples: [{ value }],
  });
  return [
    {
      name: 'mailrule_outbox_open',
      help: 'E-mails that are not finished, by state.',
      type: 'gauge',
      samples: Object.entries(metrics.open).map(([state, value]) => ({ labels: { state }, value })),
    },
    gauge('mailrule_sent_copies_open', 'Sent copies that are not filed yet.', metrics.copiesOpen),
    gauge('mailrule_outbox_overdue', 'E-mails and copies nobody acted on in time; must be 0.', metrics.overdue),
    gauge('mailrule_outbox_oldest_seconds', 'Age of the oldest waiting e-mail.', metrics.oldestSeconds),
    {
      name: 'mailrule_delivery_attempts_total',
      help: 'Transmissions of this process, by what came of them.',
      type: 'counter',
      samples: Object.entries(metrics.work.attempts).map(([verdict, value]) => ({ labels: { verdict }, value })),
    },
    {
      name: 'mailrule_sent_copies_filed_total',
      help: 'Sent copies that this process filed.',
      type: 'counter',
      samples: [{ value: metrics.work.copiesFiled }],
    },
  ];
}
