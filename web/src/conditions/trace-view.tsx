import { Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { conditions } from '../words/conditions.ts';
import { findField, keyOf } from './field-key.ts';
import { findLeaf } from './read-conditions.ts';
import { type ComparisonTrace, isTrace } from './trace.ts';
import { leafWords, valueWords } from './value-words.ts';
import './conditions.css';

const words = conditions.trace;

interface TraceProps {
  trace: unknown;
  fields: readonly RuleField[];
}

/** Why a record matches or not: each condition in words, with what the record has. */
export function Trace({ trace, fields }: TraceProps) {
  if (!isTrace(trace)) return null;
  if (trace.kind === 'always') return <Text size="sm">{words.always}</Text>;
  return (
    <ul className="trace">
      <TraceItem trace={trace} fields={fields} />
    </ul>
  );
}

function TraceItem({ trace, fields }: TraceProps) {
  if (!isTrace(trace) || trace.kind === 'always') return null;
  if (trace.kind === 'comparison') return <Comparison trace={trace} fields={fields} />;
  const [only] = trace.children;
  // `not` around a list is read as one: none of, not all of.
  const isNegatedList = trace.kind === 'not' && only !== undefined && (only.kind === 'all' || only.kind === 'any');
  const children = isNegatedList ? only.children : trace.children;
  const title = isNegatedList ? words.groups[only.kind === 'any' ? 'none' : 'notAll'] : words.groups[trace.kind];
  return (
    <Result holds={trace.result} title={title}>
      <ul>
        {children.map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a trace never changes; its conditions have no other name
          <TraceItem key={index} trace={child} fields={fields} />
        ))}
      </ul>
    </Result>
  );
}

function Comparison({ trace, fields }: { trace: ComparisonTrace; fields: readonly RuleField[] }) {
  const { fact, path, operator, expected, expectedSeen, seen } = trace;
  const reference = path === undefined ? { fact } : { fact, path };
  const leaf = findLeaf({ ...reference, operator, value: expected });
  const title = leaf ? leafWords(leaf, fields) : `${keyOf(reference)} ${operator} ${JSON.stringify(expected)}`;
  const field = findField(fields, keyOf(reference));
  const both = Object.hasOwn(trace, 'expectedSeen');
  return (
    <Result holds={trace.result} title={title}>
      <Text size="xs" c="dimmed" className="any-break">
        {both
          ? words.seenBoth(seenWords(seen, field), seenWords(expectedSeen, field))
          : words.seen(seenWords(seen, field))}
      </Text>
    </Result>
  );
}

function Result({ holds, title, children }: { holds: boolean; title: string; children: ReactNode }) {
  const Icon = holds ? IconCheck : IconX;
  return (
    <li>
      <Icon
        size={16}
        role="img"
        aria-label={holds ? words.matches : words.not}
        className="trace-icon"
        data-holds={holds}
      />
      <div>
        <Text size="sm" className="any-break">
          {title}
        </Text>
        {children}
      </div>
    </li>
  );
}

function seenWords(value: unknown, field: RuleField | undefined): string {
  const isNothing =
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (isNothing) return words.empty;
  return Array.isArray(value) ? value.map((one) => valueWords(one, field)).join(', ') : valueWords(value, field);
}
