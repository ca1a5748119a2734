import { Alert, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { FactList } from '../outbox/mail-section.tsx';
import { AnchorLink } from '../ui/link.tsx';
import { When } from '../ui/when.tsx';
import { run as words } from '../words/run.ts';
import { byHandOf } from './by-hand.ts';
import { PlanHash } from './plan-hash.tsx';
import type { ShownRun } from './run-parts.ts';
import { ROWS_ID, type RunSearch } from './run-search.ts';
import { choicesOf } from './zone-time.ts';

const text = words.plan;

/** Everything that a person says yes to, and by whom it was said. */
export function PlanFacts({ run }: { run: ShownRun }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Title order={2} id={heading} mb="xs">
        {text.title}
      </Title>
      <Facts run={run} />
    </section>
  );
}

/** The same once it has left: out of the way, to look something up. */
export function FoldedPlanFacts({ run }: { run: ShownRun }) {
  return (
    <details className="run-fold">
      <summary>
        <Title order={2}>{text.title}</Title>
      </summary>
      <Facts run={run} />
    </details>
  );
}

function Facts({ run }: { run: ShownRun }) {
  const { counts, plan, approval, release } = run;
  const expected = expectedOf(run);
  const confidential = confidentialOf(run);
  return (
    <>
      <FactList
        facts={[
          [
            text.mails,
            [words.number(counts.planned), counts.replacements > 0 && text.replacements(counts.replacements)]
              .filter(Boolean)
              .join('; '),
          ],
          [text.from, <Lines key="from" lines={sendersOf(run)} />],
          [words.guard.planned, run.guard.redirected.length > 0 && <Lines key="guard" lines={redirectedOf(run)} />],
          [text.leftOut, <Lines key="left" lines={leftOutOf(run)} />],
          [text.documents, <Lines key="documents" lines={documentsOf(run)} />],
          [text.confidential, confidential.length > 0 && <Lines key="confidential" lines={confidential} />],
          [text.byHand, plan.changedRows > 0 && <ChangedByHand key="by-hand" plan={plan} />],
          [text.confirmed, plan.confirmedAddresses > 0 && <Confirmed key="confirmed" plan={plan} />],
          [text.compared, plan.comparison !== null && <ChangedComparison key="compared" of={plan.comparison} />],
          [text.takes, expected.length > 0 && <Lines key="takes" lines={expected} />],
          [text.window, windowOf(run)],
          [text.made, <ByAndWhen key="made" by={text.madeBy(run.createdBy, run.makers.length - 1)} at={plan.at} />],
          [text.approved, approval.by !== null && <ByAndWhen key="approved" by={approval.by} at={approval.at} />],
          [text.released, release.by !== null && <ByAndWhen key="released" by={release.by} at={release.at} />],
        ]}
      />
      {plan.hash !== null && <PlanHash hash={plan.hash} />}
    </>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => <div key={line}>{line}</div>);
}

/** What the files do not say: whoever approves looks at these rows. */
function ChangedByHand({ plan }: Pick<ShownRun, 'plan'>) {
  const { changedRows: rows } = plan;
  return (
    <Alert color="yellow" variant="light" p="xs">
      <Text size="sm" component="div">
        <Lines lines={byHandOf(plan)} />
      </Text>
      <AnchorLink
        from="/payroll/$run"
        to="."
        search={({ row }: RunSearch) => ({ ...(row && { row }), changed: true as const })}
        hash={ROWS_ID}
        c="inherit"
        size="sm"
        underline="always"
      >
        {text.showChanged(rows)}
      </AnchorLink>
    </Alert>
  );
}

/** Rows that were refused may be planned now. */
function ChangedComparison({ of }: { of: NonNullable<ShownRun['plan']['comparison']> }) {
  return (
    <Alert color="yellow" variant="light" p="xs">
      <Text size="sm" component="div">
        {text.comparedText(of.from, of.to)} <ByAndWhen by={of.by} at={of.at} />
      </Text>
    </Alert>
  );
}

/** Whoever approves sees from where to where. */
function Confirmed({ plan }: Pick<ShownRun, 'plan'>) {
  return (
    <AnchorLink
      from="/payroll/$run"
      to="."
      search={({ row }: RunSearch) => ({ ...(row && { row }), confirmed: true as const })}
      hash={ROWS_ID}
      size="sm"
      underline="always"
    >
      {text.confirmedText(plan.confirmedAddresses)}
    </AnchorLink>
  );
}

function ByAndWhen({ by, at }: { by: string; at: number | null }) {
  return (
    <>
      {by}
      {at !== null && (
        <>
          {', '}
          <When at={at} />
        </>
      )}
    </>
  );
}

/** The address alone where there is only one. */
export function sendersOf({ plan: { senders } }: ShownRun): string[] {
  const [only, ...others] = senders;
  if (only === undefined) return [];
  return others.length === 0 ? [only.from] : senders.map(({ from, mails }) => text.fromMails(from, mails));
}

function redirectedOf({ guard: { redirected } }: ShownRun): string[] {
  return redirected.map(({ to, mails }) => words.guard.redirected(to, mails));
}

function leftOutOf({ plan: { leftOut } }: ShownRun): string[] {
  if (leftOut.length === 0) return [text.nobody];
  return leftOut.map(({ kind, reason, rows }) =>
    text.reason(kind === 'already_sent' && reason === '' ? text.alreadySent : reason, rows),
  );
}

function documentsOf(run: ShownRun): string[] {
  const { total, unused } = run.documents;
  const { password, numberCheck } = choicesOf(run);
  if (total === 0) return [text.noDocuments];
  return [
    text.used(total - unused),
    ...(unused > 0 ? [text.unused(unused)] : []),
    ...(password === undefined ? [] : [text.encrypted]),
    ...(numberCheck ? [text.numberChecked] : []),
  ];
}

function confidentialOf(run: ShownRun): string[] {
  const { confidential, registered, permitted } = choicesOf(run);
  if (!confidential) return [];
  const where = registered === 'contacts' ? text.registeredContacts : text.registeredColumn;
  return [text.confidentialText, where, ...(permitted.length > 0 ? [text.permitted(permitted.join(', '))] : [])];
}

function expectedOf({ expected, state }: ShownRun): string[] {
  if (state !== 'planned' && state !== 'approved') return [];
  const limited = expected.connectors.filter(({ ms }) => ms !== null);
  if (limited.length === 0) return [text.noLimit];
  return limited.map(({ ms, displayName, messagesPerMinute }) =>
    text.takesText(ms ?? 0, displayName, messagesPerMinute),
  );
}

function windowOf(run: ShownRun): string {
  const { window, timeZone, timeZoneField } = choicesOf(run);
  if (window === undefined) return text.anyTime(timeZone);
  const clock = timeZoneField === undefined ? timeZone : text.ownClocks(timeZoneField, timeZone);
  return text.windowText(window.from, window.to, window.days ?? [], clock);
}
