import { type BounceRate, type BounceShare, bounceRatio } from './health/bounce-rates.ts';
import type { MetricFamily } from './http/metrics.ts';

/** The worst share of e-mails that came back among the connectors: 0.05 is where providers begin to complain. */
export function bounceFamily(rates: readonly BounceRate[]): MetricFamily {
  const worst = (shares: BounceShare[]) => Math.max(0, ...shares.map((share) => bounceRatio(share) ?? 0));
  return {
    name: 'mailrule_bounce_ratio',
    help: 'Largest share of e-mails of a connector that came back, by the time in which they were sent.',
    type: 'gauge',
    samples: [
      { labels: { window: '24h' }, value: worst(rates.map(({ day }) => day)) },
      { labels: { window: '7d' }, value: worst(rates.map(({ week }) => week)) },
    ],
  };
}
