// Not by the package's index: that brings in a helper for tests which needs ajv.
import withTheme from '@rjsf/core/lib/withTheme.js';
import type { UiSchema } from '@rjsf/utils';
import { type ReactNode, useMemo, useRef } from 'react';
import { drawable, errorTree } from './drawable.ts';
import { type Change, FormContextOf } from './form-context.ts';
import { isFields, withValueAt } from './pointer.ts';
import type { SchemaNode, UiNode } from './resolve.ts';
import { SecretWidget } from './secret-widget.tsx';
import { ArrayFieldItemTemplate, ArrayFieldTemplate, FieldTemplate, ObjectFieldTemplate } from './templates.tsx';
import { UseSslWidget } from './use-ssl-widget.tsx';
import { type FormProblem, rjsfValidator } from './validator.ts';
import { NumberWidget, SelectWidget, SwitchWidget, TagsWidget, TextareaWidget, TextWidget } from './widgets.tsx';
import './json-form.css';

const Form = withTheme<unknown>({
  templates: { ObjectFieldTemplate, FieldTemplate, ArrayFieldTemplate, ArrayFieldItemTemplate },
  widgets: {
    TextWidget,
    EmailWidget: TextWidget,
    URLWidget: TextWidget,
    UpDownWidget: NumberWidget,
    TextareaWidget,
    CheckboxWidget: SwitchWidget,
    SelectWidget,
    CheckboxesWidget: TagsWidget,
    switch: SwitchWidget,
    tags: TagsWidget,
    useSsl: UseSslWidget,
    // `format: secret` is enough: rjsf looks for a widget with the name of the format.
    secret: SecretWidget,
  },
});

interface JsonFormProps {
  schema: SchemaNode;
  uiSchema: UiNode;
  value: Record<string, unknown>;
  /** the value as it is stored; its secrets are marks */
  stored: unknown;
  /** paths begin with `/${name}` */
  problems: readonly FormProblem[];
  /** begins the ids of the inputs */
  name: string;
  /** by pointer into the value */
  notes?: Record<string, ReactNode>;
  onChange(value: Record<string, unknown>): void;
}

/**
 * A form for any JSON Schema of the documented subset. It does not validate by itself: problems come from outside,
 * because validating at blur would move the page under a click. Nothing is filled in by drawing: what was not typed is
 * not in the value.
 */
export function JsonForm({ schema, uiSchema, value, stored, problems, name, notes, onChange }: JsonFormProps) {
  const drawn = useMemo(() => drawable(schema), [schema]);
  const ui = useMemo(() => ({ ...uiSchema, 'ui:submitButtonOptions': { norender: true } }) as UiSchema, [uiSchema]);
  const errors = useMemo(() => errorTree(problems, `/${name}`), [problems, name]);
  // Two changes in one turn must both count.
  const latest = useRef(value);
  latest.current = value;
  const take = (next: Record<string, unknown>) => {
    latest.current = next;
    onChange(next);
  };
  const context = {
    schema,
    stored,
    notes: notes ?? {},
    change: (changes: readonly Change[]) =>
      take(changes.reduce((next, { path, value: part }) => withValueAt(next, path, part), latest.current)),
  };
  return (
    <FormContextOf.Provider value={context}>
      <Form
        schema={drawn}
        uiSchema={ui}
        formData={value}
        validator={rjsfValidator}
        extraErrors={errors}
        noValidate
        noHtml5Validate
        showErrorList={false}
        tagName="div"
        idPrefix={name}
        experimental_defaultFormStateBehavior={{ emptyObjectFields: 'skipDefaults', constAsDefaults: 'never' }}
        onChange={({ formData }) => take(isFields(formData) ? formData : {})}
      />
    </FormContextOf.Provider>
  );
}
