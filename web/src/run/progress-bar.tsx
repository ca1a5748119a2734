import { Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { payroll } from '../words/payroll.ts';
import { run as words } from '../words/run.ts';
import { isPausing, partsOf, type ShownRun } from './run-parts.ts';

const percentOf = (part: number, total: number) => (total === 0 ? 0 : Math.floor((part / total) * 100));

/** How much of the run has an outcome, and which. */
export function ProgressBar({ run }: { run: ShownRun }) {
  const { sent, redirected, captured, failed, bounced, uncertain, cancelled, done, total } = partsOf(run);
  const percent = percentOf(done, total);
  const text = words.progress.text(percent, sent, failed, bounced);
  return (
    <>
      <Bar
        label={words.progress.label}
        percent={percent}
        text={text}
        parts={[
          ['good', sent / total],
          ['bad', (failed + bounced) / total],
          ['warning', (uncertain + redirected) / total],
          ['quiet', (cancelled + captured) / total],
        ]}
      />
      <Spoken run={run} percent={percent} text={text} />
    </>
  );
}

/** The same for a plan that is being made. */
export function CheckBar({ run }: { run: ShownRun }) {
  const { step, done, total } = run.plan;
  const name = words.progress.steps[step ?? ''] ?? words.progress.checking;
  const text = total === null ? words.number(done) : words.progress.checkingText(done, total);
  return (
    <>
      <Text size="sm" mb={4}>
        {name}: {text}
      </Text>
      <Bar
        label={words.progress.checking}
        percent={percentOf(done, total ?? 0)}
        text={`${name}: ${text}`}
        parts={[['accent', total ? done / total : 0]]}
      />
    </>
  );
}

interface BarProps {
  label: string;
  percent: number;
  text: string;
  parts: [tone: string, share: number][];
}

function Bar({ label, percent, text, parts }: BarProps) {
  return (
    <div
      className="run-bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={text}
    >
      {parts.map(([tone, share]) => (
        <div key={tone} className="run-bar-part" data-tone={tone} style={{ width: `${(share || 0) * 100}%` }} />
      ))}
    </div>
  );
}

/** Four numbers a second are for eyes only: a screen reader is told each quarter and each change of the state. */
function Spoken({ run, percent, text }: { run: ShownRun; percent: number; text: string }) {
  const state = isPausing(run) ? words.state.pausing : payroll.states[run.state];
  const moment = `${state} ${Math.floor(percent / 25)}`;
  const seen = useRef(moment);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (seen.current === moment) return;
    seen.current = moment;
    setSaid(`${state}. ${text}`);
  }, [moment, state, text]);
  return <VisuallyHidden role="status">{said}</VisuallyHidden>;
}
