/** What of a report of Lighthouse is looked at. */
export interface LighthouseReport {
  categories: Record<'performance' | 'accessibility' | 'best-practices', { score: number | null }>;
  audits: Record<string, { numericValue?: number; score: number | null; title: string } | undefined>;
}

export interface Measured {
  page: string;
  device: 'desktop' | 'mobile';
  performance: number;
  accessibility: number;
  bestPractices: number;
  lcpMs: number;
  tbtMs: number;
  cls: number;
  /** audits of accessibility and best practices that failed */
  failed: string[];
}

interface Target {
  performance: number;
  lcpMs?: number;
  tbtMs?: number;
}

/** ui.md 12. Accessibility and best practices are 100 everywhere, the layout moves by at most 0.05. */
const DESKTOP: Target = { performance: 95, lcpMs: 1200, tbtMs: 150 };
const MOBILE: Target = { performance: 85 };
const MOST_CLS = 0.05;

function targetOf({ page, device }: Measured): Target {
  if (device === 'desktop') return page === 'rule' ? { ...DESKTOP, performance: 90 } : DESKTOP;
  return page === 'rule' ? { performance: 65 } : MOBILE;
}

export function measuredOf(page: string, device: Measured['device'], report: LighthouseReport): Measured {
  const { categories, audits } = report;
  const score = (category: keyof LighthouseReport['categories']) => Math.round((categories[category].score ?? 0) * 100);
  const value = (audit: string) => audits[audit]?.numericValue ?? Number.NaN;
  const failed = Object.entries(audits).filter(([id, audit]) => audit?.score === 0 && JUDGED.test(id));
  return {
    ...{ page, device },
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    lcpMs: Math.round(value('largest-contentful-paint')),
    tbtMs: Math.round(value('total-blocking-time')),
    cls: value('cumulative-layout-shift'),
    failed: failed.map(([id]) => id),
  };
}

/** Audits whose failure is a fault of the page, whatever the machine does. */
const JUDGED =
  /^(aria-|button-name|color-contrast|errors-in-console|heading-order|image-|inspector-issues|label|link-|tap-|target-size|valid-)/;

/** By performance, the number that varies most. */
export function medianOf(runs: readonly Measured[]): Measured {
  const sorted = [...runs].sort((a, b) => a.performance - b.performance);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) throw new Error('There is nothing to take the median of.');
  return median;
}

export function reportOf(
  all: readonly Measured[],
  { machine, day, tool }: { machine: string; day: string; tool: string },
): { text: string; missed: number } {
  const lines = all.map((measured) => ({ measured, missed: missedBy(measured) }));
  const rows = lines.map(({ measured: of, missed }) =>
    [
      ...[of.page, of.device, of.performance, of.accessibility, of.bestPractices],
      ...[`${(of.lcpMs / 1000).toFixed(2)} s`, `${of.tbtMs} ms`, of.cls.toFixed(3)],
      missed.length === 0 ? 'reached' : `**not reached**: ${missed.join(', ')}`,
    ].join(' | '),
  );
  const text = `# The web page, measured

Made by \`npm run bench:web\` on ${day} with ${tool} and Chromium: ${machine}. The demo's three payslips are in the outbox;
everything but the sign-in page is opened signed in. The phone is Lighthouse's simulated one (slow 4G, a processor four times slower).

Targets: desktop performance 95 (rule 90), largest paint 1.2 s, blocked 150 ms; phone performance 85 (rule 65); everywhere
accessibility 100, best practices 100, layout shift at most ${MOST_CLS}. Sizes are held by \`test/unit/web/bundle-budgets.test.ts\`.

| page | device | performance | accessibility | best practices | largest paint | blocked | layout shift | |
|---|---|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row} |`).join('\n')}
`;
  return { text, missed: lines.filter(({ missed }) => missed.length > 0).length };
}

function missedBy(of: Measured): string[] {
  const target = targetOf(of);
  return [
    ...(of.performance < target.performance ? [`performance ${target.performance}`] : []),
    ...(of.accessibility < 100 ? ['accessibility'] : []),
    ...(of.bestPractices < 100 ? ['best practices'] : []),
    ...(target.lcpMs !== undefined && of.lcpMs > target.lcpMs ? ['largest paint'] : []),
    ...(target.tbtMs !== undefined && of.tbtMs > target.tbtMs ? ['blocked'] : []),
    ...(of.cls > MOST_CLS ? ['layout shift'] : []),
    ...of.failed,
  ];
}
