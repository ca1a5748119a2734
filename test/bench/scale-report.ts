export interface WorkersRate {
  workers: number;
  /** e-mails a second, median of three */
  perSecond: number;
}

/** What was measured; docs/scale.json. */
export interface Constants {
  /** CPU seconds for 1,000 e-mails of 70 kB, one process on SQLite */
  fromFacts: number;
  sending: number;
  rates: WorkersRate[];
  /** of PostgreSQL, for one e-mail that is sent */
  walBytes: number;
  transactions: number;
  /** SMTP sessions of one worker */
  sessions: number;
  delayMs: number;
  cores: number;
  /** processes that wanted a core, on average, while eight workers ran */
  load: number;
}

interface Provider {
  name: string;
  connectors: number;
  /** of one connector */
  perMinute?: number;
  perDay?: number;
}

/** Fifty connectors as a large group of companies has them, with the limits of their providers. */
const PROVIDERS: Provider[] = [
  { name: 'Microsoft 365 mailboxes', connectors: 30, perMinute: 30, perDay: 10_000 },
  { name: 'Google Workspace mailboxes', connectors: 10, perDay: 2_000 },
  { name: 'Amazon SES at 50 a second', connectors: 4, perMinute: 3_000 },
  { name: 'own relays (4 connections, 20 ms)', connectors: 6 },
];
const WINDOW_HOURS = 8;
const MAIL_BYTES = 70_000;
/** Of one PostgreSQL on one machine with NVMe: a rate of WAL that it keeps up with for hours, in bytes a second. */
const WAL_BYTES_S = 150e6;

export function scaleReport(of: Constants): string {
  return `# Scale

Made by \`npm run scale\` on ${of.cores} cores, with PostgreSQL (fsync), the mail server and all workers on them. It measures, then computes.

## Measured: adding workers

A mail server that answers each of MAIL, RCPT, DATA and the final dot after ${of.delayMs} ms; ${of.sessions} sessions a worker; 2 kB; medians of three.

| workers | e-mails a second | of linear |
|---|---|---|
${of.rates.map((one) => `| ${one.workers} | ${one.perSecond.toFixed(0)} | ${share(one, of.rates)} |`).join('\n')}

Sending itself waits ${4 * of.delayMs} ms for the server, so ${of.sessions} sessions can bring at most ${((of.sessions * 1000) / (4 * of.delayMs)).toFixed(0)} a second. The aim is 0.80 of linear up to eight workers; what falls
short of it here falls short of cores: the load of the machine was ${of.load.toFixed(0)} on ${of.cores} cores with eight workers, PostgreSQL, the mail server and whatever else ran on it.

For one e-mail that is sent PostgreSQL writes ${(of.walBytes / 1000).toFixed(1)} kB of log, in ${of.transactions.toFixed(1)} transactions (its bytes were written before, when it was stored).
CPU of our processes for 1,000 e-mails of 70 kB, from \`npm run bench\`: ${of.fromFacts} s from facts until accepted, of which ${of.sending} s are sending.

## Computed: fifty connectors

| connectors | number | each a day | all in ${WINDOW_HOURS} h |
|---|---|---|---|
${PROVIDERS.map((one) => providerLine(one, of)).join('\n')}

The mailboxes of people alone (Microsoft 365 and Google) take ${number(mailboxes(of))} a day, so a million needs at least one relay or a service beside them.

${[1e6, 1e8].map((mails) => scenario(mails, of)).join('\n\n')}

What the model leaves out: growth of tables (the hot path reads partial indexes of what is open, a test looks at its plans beside 100,000 finished e-mails), reading of mailboxes, providers that are
slower than they promise, and CPU of PostgreSQL, which the measurement with all workers on two cores has in it.
`;
}

function share({ workers, perSecond }: WorkersRate, rates: WorkersRate[]): string {
  return (perSecond / (workers * (rates[0]?.perSecond ?? 1))).toFixed(2);
}

/** E-mails of one connector in so many hours; without a limit what its connections bring. */
function capacity({ perMinute, perDay }: Provider, hours: number, of: Constants): number {
  const perSession = (rateOfOne(of) / of.sessions) * 4;
  const byPace = perMinute === undefined ? perSession * 3600 * hours : perMinute * 60 * hours;
  return Math.min(byPace, perDay ?? Number.POSITIVE_INFINITY);
}

function rateOfOne({ rates }: Constants): number {
  return rates[0]?.perSecond ?? 0;
}

function providerLine(one: Provider, of: Constants): string {
  const all = capacity(one, WINDOW_HOURS, of) * one.connectors;
  return `| ${one.name} | ${one.connectors} | ${number(capacity(one, 24, of))} | ${number(all)} |`;
}

function mailboxes(of: Constants): number {
  const people = PROVIDERS.filter(({ perDay }) => perDay !== undefined);
  return people.reduce((sum, one) => sum + capacity(one, WINDOW_HOURS, of) * one.connectors, 0);
}

function scenario(mails: number, of: Constants): string {
  const rate = mails / (WINDOW_HOURS * 3600);
  const all = PROVIDERS.reduce((sum, one) => sum + capacity(one, WINDOW_HOURS, of) * one.connectors, 0);
  const wal = rate * (of.walBytes + MAIL_BYTES);
  const needs = [
    { what: 'the limits of the providers', load: mails / all, text: `${number(all)} e-mails in ${WINDOW_HOURS} h` },
    {
      what: 'the log of one PostgreSQL',
      load: wal / WAL_BYTES_S,
      text: `${(wal / 1e6).toFixed(0)} MB a second of assumed 150`,
    },
    {
      what: 'eight cores for our processes',
      load: (rate * of.fromFacts) / 1000 / 8,
      text: `${((rate * of.fromFacts) / 1000).toFixed(1)} cores`,
    },
  ].sort((a, b) => b.load - a.load);
  const [first] = needs;
  const verdict =
    (first?.load ?? 0) <= 1
      ? `It fits. What would end first is ${first?.what}.`
      : `The first bottleneck is ${first?.what}; then, in this order, ${
          needs
            .slice(1)
            .filter(({ load }) => load > 1)
            .map(({ what }) => what)
            .join(', ') || 'nothing'
        }.`;
  return `**${number(mails)} payslips a day**, within ${WINDOW_HOURS} hours: ${rate.toFixed(0)} a second, ${Math.ceil(rate / rateOfOne(of))} workers of ${of.sessions} sessions. ${verdict}

| | used | |
|---|---|---|
${needs.map(({ what, load, text }) => `| ${what} | ${(load * 100).toFixed(0)} % | ${text} |`).join('\n')}`;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
