import { Group, Input, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { conditions as words } from '../words/conditions.ts';
import { type EditorState, openState, problemOf, type View, withText, withView } from './editor-state.ts';
import { JsonView } from './json-view.tsx';
import { type Branch, isBranch } from './tree.ts';
import { withoutWrong } from './unfinished.ts';
import { writeConditions } from './write-conditions.ts';

/** The library of the builder is a tenth of the page: it comes beside the rest, not before it. */
const builder = import('./builder.tsx');
const Builder = lazy(async () => ({ default: (await builder).Builder }));

interface ConditionEditorProps {
  id: string;
  /** what it is called where there are several */
  title?: string;
  /** the stored json-rules-engine conditions; `{}` is always */
  value: object;
  onChange: (value: object) => void;
  fields: readonly RuleField[];
  /** what the server or the page says of it; from then on each unfinished condition says what it needs */
  error?: string;
  /** when a rule without conditions sends: "every time the form is submitted" */
  always?: string;
  /** what is on the screen, but not in `value`, and keeps it from being saved: broken JSON, a condition without value */
  onProblem?: (problem: string | undefined) => void;
}

/** The conditions of a rule: made by choosing, or written as JSON. What the builder cannot show stays as it is. */
export function ConditionEditor(props: ConditionEditorProps) {
  const { id, title = words.title, value, onChange, fields, error, always = words.always, onProblem } = props;
  const [state, setState] = useEditorState(value);
  const problem = problemOf(state.shown, fields);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is told of each change of the problem, once
  useEffect(() => onProblem?.(problem), [problem]);

  const changeTree = (tree: Branch) => {
    const next = writeConditions(withoutWrong(tree, fields));
    setState({ ...state.shown, tree }, next);
    onChange(next);
  };
  const changeText = (text: string) => {
    const next = withText(state.shown, text);
    setState(next.state, next.value);
    if (next.value !== undefined) onChange(next.value);
  };
  const { view, tree, text, reason, mistake } = state.shown;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be given the focus by the links of the error summary
    <div id={id} role="group" tabIndex={-1} aria-label={title}>
      <Group justify="flex-end" mb="xs">
        <SegmentedControl
          size="xs"
          aria-label={words.view}
          value={view}
          onChange={(next) => setState(withView(state.shown, next as View))}
          data={[
            { value: 'builder', label: words.builder },
            { value: 'json', label: words.json },
          ]}
        />
      </Group>
      {error !== undefined && (
        <Input.Error mb="xs" size="sm">
          {error}
        </Input.Error>
      )}
      {view === 'json' ? (
        <JsonView id={id} text={text} mistake={mistake} reason={reason} onChange={changeText} />
      ) : (
        <>
          {tree.rules.length === 0 && (
            <Text size="sm" mb="xs">
              {words.empty(always)}
            </Text>
          )}
          <Suspense fallback={<Skeleton h={heightOf(tree)} />}>
            <Builder {...{ id, title, tree, fields }} showNeeds={error !== undefined} onChange={changeTree} />
          </Suspense>
        </>
      )}
    </div>
  );
}

/** About as high as the builder will be, so that nothing below it jumps. */
function heightOf(branch: Branch): number {
  return branch.rules.reduce((sum, node) => sum + 8 + (isBranch(node) ? heightOf(node) : 36), 54);
}

interface Held {
  shown: EditorState;
  /** the value as it came in, and the last one that went out: another one than these two was not made here */
  came: string;
  went: string;
}

function useEditorState(value: object): [Held, (shown: EditorState, sent?: object) => void] {
  const text = JSON.stringify(value);
  const [held, setHeld] = useState<Held>(() => ({ shown: openState(value, 'builder'), came: text, went: text }));
  const isNew = text !== held.came;
  const current: Held =
    isNew && text !== held.went
      ? { shown: openState(value, held.shown.view), came: text, went: text }
      : { ...held, came: text };
  if (isNew) setHeld(current);
  const setShown = (shown: EditorState, sent?: object) => {
    setHeld({ shown, came: text, went: sent === undefined ? current.went : JSON.stringify(sent) });
  };
  return [current, setShown];
}
