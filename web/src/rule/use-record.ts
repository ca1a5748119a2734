import { useState } from 'react';
import { findJsonMistake } from '../conditions/json-mistake.ts';
import type { RuleFields } from '../rules/rule-model.ts';
import { conditions } from '../words/conditions.ts';
import { rule as words } from '../words/rule.ts';

const EXAMPLE = 'example';
const OWN = 'own';

/** The record that the rule is tried with: one that came before, example values, or one that was edited here. */
export function useRecord(known: RuleFields | undefined) {
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState<string>();
  const samples = known?.samples ?? [];
  const id = chosen ?? samples[0]?.id ?? EXAMPLE;
  const given = samples.find((sample) => sample.id === id)?.facts ?? known?.example;
  const own = typed === undefined ? undefined : parseRecord(typed);
  const isOwn = id === OWN && own !== undefined;
  return {
    id: isOwn ? OWN : id === OWN ? EXAMPLE : id,
    options: [
      ...samples.map(({ id: value, label }) => ({ value, label })),
      { value: EXAMPLE, label: words.preview.example },
      ...(typed === undefined ? [] : [{ value: OWN, label: words.preview.own }]),
    ],
    hasSamples: samples.length > 0,
    /** undefined: not known yet, or what was typed is not a record */
    facts: isOwn ? own.facts : given,
    problem: isOwn ? own.problem : undefined,
    text: isOwn && typed !== undefined ? typed : given === undefined ? '' : JSON.stringify(given, null, 2),
    choose: setChosen,
    type: (text: string) => {
      setTyped(text);
      setChosen(OWN);
    },
  };
}

export type TrialRecord = ReturnType<typeof useRecord>;

export function parseRecord(text: string): { facts?: object; problem?: string } {
  const mistake = findJsonMistake(text);
  if (mistake !== undefined) {
    // The only words of theirs that speak of conditions.
    const reason = mistake.words === conditions.mistakes.tooMuch ? words.preview.jsonTooMuch : mistake.words;
    return { problem: words.preview.jsonBroken(mistake.line, mistake.column, reason) };
  }
  const facts: unknown = JSON.parse(text);
  if (typeof facts === 'object' && facts !== null && !Array.isArray(facts)) return { facts };
  return { problem: words.preview.jsonNotObject };
}
