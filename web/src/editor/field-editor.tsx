import { Alert, Input } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { RuleField } from '../api/rule-field.ts';
import { useNear } from '../ui/use-near.ts';
import { editor as words } from '../words/editor.ts';
import { CodeView } from './code-view.tsx';
import { withRunFields } from './run-fields.ts';
import { problemText, type TemplateProblem } from './template-problem.ts';
import { CodeViewButton, Toolbar } from './toolbar.tsx';
import { reasonText, useFieldEditor } from './use-field-editor.ts';
import { VisualText } from './visual-text.tsx';
import './editor.css';

/** A third of the page of a rule: what is written can be read before it can be changed. */
const VisualEditor = lazy(async () => ({ default: (await import('./visual-editor.tsx')).VisualEditor }));

export interface FieldEditorProps {
  id: string;
  label: string;
  description?: string;
  /** a Handlebars template */
  value: string;
  onChange: (template: string) => void;
  fields: readonly RuleField[];
  /** the template is HTML */
  rich?: boolean;
  required?: boolean;
  /** no template: there are no fields to insert */
  plain?: boolean;
  /** one of many beside each other: does not say how a field is inserted */
  isBrief?: boolean;
  /** of the server, with its place where it is known */
  error?: string | TemplateProblem | undefined;
}

/** Edits a template as text with chips or, where it is HTML, as its source. `onChange` is called for edits only. */
export function FieldEditor(given: FieldEditorProps) {
  const fields = useMemo(() => (given.plain ? [] : withRunFields(given.fields)), [given.fields, given.plain]);
  const props = { ...given, fields };
  const { id, label, description, rich = false, required = false, error } = props;
  const state = useFieldEditor(props);
  const near = useNear();
  const [isEntered, setEntered] = useState(false);
  const isAsleep = state.mode === 'visual' && !near.isNear && !state.isSwitched;
  const enter = () => {
    setEntered(true);
    near.come();
  };
  const message = problemText(error);
  const button = rich && <CodeViewButton on={state.mode === 'code'} onClick={state.switchMode} />;
  return (
    <div>
      <Input.Label id={`${id}-label`} required={required} labelElement="div" onClick={() => focusText(id)}>
        {label}
      </Input.Label>
      <Input.Description id={`${id}-description`} mb={4}>
        {[description, given.plain || given.isBrief ? undefined : words.hint].filter(Boolean).join(' ')}
      </Input.Description>
      <div className="editor" data-rich={rich || undefined} data-invalid={message !== undefined || undefined}>
        {isAsleep ? (
          <VisualText
            doc={state.doc}
            rich={rich}
            fields={fields}
            id={id}
            label={label}
            ref={near.ref}
            onFocus={enter}
          />
        ) : state.mode === 'visual' ? (
          <Suspense fallback={<VisualText doc={state.doc} rich={rich} fields={fields} />}>
            <VisualEditor
              key={state.generation}
              id={id}
              label={label}
              rich={rich}
              required={required}
              invalid={message !== undefined}
              fields={fields}
              doc={state.doc}
              onChange={state.onDocument}
              onRefused={state.onRefused}
              autoFocus={state.isSwitched || isEntered}
              tools={button}
            />
          </Suspense>
        ) : (
          <CodeSide {...props} state={state} button={button} />
        )}
      </div>
      <Input.Error id={`${id}-error`} mt={4}>
        {message}
      </Input.Error>
    </div>
  );
}

interface CodeSideProps extends FieldEditorProps {
  state: ReturnType<typeof useFieldEditor>;
  button: React.ReactNode;
}

function CodeSide({ id, label, value, fields, required = false, error, state, button }: CodeSideProps) {
  const [goBack] = useState(() => () => focusText(id));
  return (
    <>
      <Toolbar label={label} onLeave={goBack}>
        <span className="editor-gap" />
        {button}
      </Toolbar>
      {state.reason && (
        <Alert color="yellow" p="xs" radius={0} role="status">
          {state.isRefused ? words.stillCode : words.visualOff} {reasonText(state.reason)}
        </Alert>
      )}
      <CodeView
        id={id}
        value={value}
        onChange={state.onCode}
        fields={fields}
        required={required}
        problem={typeof error === 'object' ? error : undefined}
        invalid={error !== undefined && error !== ''}
        autoFocus={state.isSwitched}
      />
    </>
  );
}

function focusText(id: string): void {
  document.getElementById(id)?.focus();
}
