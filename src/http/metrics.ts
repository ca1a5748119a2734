/** One metric in the Prometheus text format, version 0.0.4. */
export interface MetricFamily {
  name: string;
  help: string;
  type: 'counter' | 'gauge';
  samples: { labels?: Record<string, string>; value: number }[];
}

export function renderMetrics(families: readonly MetricFamily[]): string {
  return families
    .map(({ name, help, type, samples }) =>
      [
        `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
        `# TYPE ${name} ${type}`,
        ...samples.map(({ labels, value }) => `${name}${renderLabels(labels)} ${value}`),
        '',
      ].join('\n'),
    )
    .join('');
}

function renderLabels(labels: Record<string, string> | undefined): string {
  const pairs = Object.entries(labels ?? {}).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** Counts requests by route and status: a small, fixed number of series. */
export interface RequestMetrics {
  count(route: string, status: number, ms: number): void;
  families(): MetricFamily[];
}

export function createRequestMetrics(): RequestMetrics {
  const series = new Map<string, { labels: Record<string, string>; requests: number; ms: number }>();
  return {
    count(route, status, ms) {
      const key = `${route} ${status}`;
      const one = series.get(key) ?? { labels: { route, status: String(status) }, requests: 0, ms: 0 };
      series.set(key, { ...one, requests: one.requests + 1, ms: one.ms + ms });
    },
    families: () => [
      {
        name: 'mailrule_http_requests_total',
        help: 'Answered requests.',
        type: 'counter',
        samples: [...series.values()].map(({ labels, requests }) => ({ labels, value: requests })),
      },
      {
        name: 'mailrule_http_request_seconds_total',
        help: 'Time spent on answered requests.',
        type: 'counter',
        samples: [...series.values()].map(({ labels, ms }) => ({ labels, value: ms / 1000 })),
      },
      {
        name: 'process_resident_memory_bytes',
        help: 'Resident memory.',
        type: 'gauge',
        samples: [{ value: process.memoryUsage.rss() }],
      },
      {
        name: 'process_start_time_seconds',
        help: 'Start of the process since the Unix epoch.',
        type: 'gauge',
        samples: [{ value: Math.round(Date.now() / 1000 - process.uptime()) }],
      },
    ],
  };
}
