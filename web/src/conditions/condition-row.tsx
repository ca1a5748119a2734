import { ActionIcon, CloseButton, Select, Tooltip } from '@mantine/core';
import { IconBraces, IconPencil } from '@tabler/icons-react';
import { type RuleProps, remove } from 'react-querybuilder';
import { conditions as words } from '../words/conditions.ts';
import { type BuilderContext, fieldInputId, OPTION_LIST } from './builder-context.ts';
import { findField } from './field-key.ts';
import { FieldSelect } from './field-select.tsx';
import { fieldsToCompare, withField, withOperator, withSource } from './leaf-changes.ts';
import { operandOf, operatorsFor, operatorWords } from './operators.ts';
import { type Branch, changeAt, type Leaf, numberOf } from './tree.ts';
import { findNeed } from './unfinished.ts';
import { ValueEditor } from './value-editor.tsx';

/** One condition: field, operator, value, and the way out. */
export function ConditionRow({ rule, path, schema, context }: RuleProps) {
  const leaf = rule as Leaf;
  const builder = context as BuilderContext;
  const { fields } = builder;
  const number = numberOf(path);
  const change = (next: (leaf: Leaf) => Leaf) => {
    schema.dispatchQuery(changeAt(schema.getQuery() as Branch, path, next));
  };
  const found = findNeed(leaf, fields);
  const need = builder.showNeeds || found?.wrong ? found : undefined;
  const type = findField(fields, leaf.field)?.type;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser
    <div role="group" aria-label={words.row(number)} className="condition-row">
      <FieldSelect
        id={fieldInputId(builder, leaf.id)}
        className="condition-field"
        label={words.field(number)}
        fields={fields}
        value={leaf.field}
        onChange={(key) => change((one) => withField(one, key, fields))}
        error={need?.part === 'field' ? need.message : undefined}
      />
      {leaf.field !== '' && (
        <>
          <Select
            {...OPTION_LIST}
            className="condition-operator"
            size="sm"
            aria-label={words.operator(number)}
            data={operatorsFor(type, leaf.operator).map((name) => ({ value: name, label: operatorWords(name, type) }))}
            value={leaf.operator}
            onChange={(operator) => operator !== null && change((one) => withOperator(one, operator))}
            allowDeselect={false}
          />
          {operandOf(leaf.operator) !== 'none' && (
            <div className="condition-value">
              <ValueEditor
                number={number}
                leaf={leaf}
                fields={fields}
                error={need?.part === 'value' ? need.message : undefined}
                onChange={(value) => change((one) => ({ ...one, value }))}
              />
              <SourceSwitch leaf={leaf} context={builder} number={number} onChange={change} />
            </div>
          )}
        </>
      )}
      <CloseButton
        className="condition-remove"
        aria-label={words.remove(number)}
        onClick={() => schema.dispatchQuery(remove(schema.getQuery(), path))}
      />
    </div>
  );
}

interface SourceSwitchProps {
  leaf: Leaf;
  context: BuilderContext;
  number: string;
  onChange: (next: (leaf: Leaf) => Leaf) => void;
}

/** Only where there is a field to compare with, or one is compared with already. */
function SourceSwitch({ leaf, context, number, onChange }: SourceSwitchProps) {
  const isField = leaf.valueSource === 'field';
  if (!isField && fieldsToCompare(leaf, context.fields).length === 0) return null;
  const Icon = isField ? IconPencil : IconBraces;
  return (
    <Tooltip label={isField ? words.useValue : words.useField}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={isField ? words.fixedValue(number) : words.otherField(number)}
        onClick={() => onChange((one) => withSource(one, isField ? 'value' : 'field'))}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
