import { Button, Card, Grid, Group, Input, Stack, Text, Title } from '@mantine/core';
import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  FieldTemplateProps,
  ObjectFieldTemplateProps,
} from '@rjsf/utils';
import { type ReactNode, useEffect, useState } from 'react';
import { jsonForm } from '../words/json-form.ts';
import { SiblingsOf, useFormContext } from './form-context.ts';
import { formatPointer, isFields } from './pointer.ts';
import { titleAt } from './resolve.ts';
import { isShown, optionsOf } from './visible.ts';

type Drawn = ObjectFieldTemplateProps['properties'][number];

/** An object: a titled section where `card` says so, else a group; what is advanced is folded below. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { schema: root } = useFormContext();
  const { formData, uiSchema = {}, schema, errorSchema = {}, fieldPathId } = props;
  const values = isFields(formData) ? formData : {};
  const shown = props.properties.filter(
    ({ name, hidden }) => !hidden && isShown(uiSchema[name], values, schema as Record<string, unknown>, root),
  );
  const isAdvanced = ({ name }: Drawn) => optionsOf(uiSchema[name]).advanced === true;
  const advanced = shown.filter(isAdvanced);
  const isRoot = fieldPathId.path.length === 0;
  const spans = optionsOf(uiSchema).spans ?? {};
  const layout = (fields: Drawn[]) => (isRoot ? <Sections fields={fields} props={props} /> : grid(fields, spans));
  const titleOf = (name: string) =>
    titleAt({ ...schema, $defs: root['$defs'] }, uiSchema, values, formatPointer([name]));
  const hasError = advanced.some(({ name }) => saysError(errorSchema[name]));
  const body = (
    <SiblingsOf.Provider value={{ path: fieldPathId.path, values }}>
      {layout(shown.filter((field) => !isAdvanced(field)))}
      {advanced.length > 0 && (
        <MoreSettings titles={advanced.map(({ name }) => titleOf(name))} open={hasError} boxed={isRoot}>
          {grid(advanced, spans)}
        </MoreSettings>
      )}
    </SiblingsOf.Provider>
  );
  return isRoot ? <Stack gap="md">{body}</Stack> : <Framed props={props}>{body}</Framed>;
}

function Framed({ props, children }: { props: ObjectFieldTemplateProps; children: ReactNode }) {
  const { card, label } = optionsOf(props.uiSchema);
  const id = props.fieldPathId.$id;
  const description = props.description && (
    <Text size="sm" c="dimmed" mb="sm">
      {props.description}
    </Text>
  );
  if (card) {
    return (
      <Card component="section" withBorder padding="lg" id={id} tabIndex={-1} aria-labelledby={`${id}__title`}>
        <Title order={2} id={`${id}__title`}>
          {props.title}
        </Title>
        {description}
        {children}
      </Card>
    );
  }
  if (label === false) return <>{children}</>;
  return (
    <fieldset id={id} tabIndex={-1} className="json-form-group">
      <legend>{props.title}</legend>
      {description}
      {children}
    </fieldset>
  );
}

/** The outermost object: sections below each other; single fields between them get a frame of their own. */
function Sections({ fields, props }: { fields: Drawn[]; props: ObjectFieldTemplateProps }) {
  return fields.map(({ name, content }) =>
    optionsOf(props.uiSchema?.[name]).card ? (
      <div key={name}>{content}</div>
    ) : (
      <Card key={name} withBorder padding="lg" py="md">
        {content}
      </Card>
    ),
  );
}

function grid(fields: Drawn[], spans: Record<string, number>) {
  return (
    <Grid gap="md">
      {fields.map(({ name, content }) => (
        <Grid.Col key={name} span={{ base: 12, xs: spans[name] ?? 12 }}>
          {content}
        </Grid.Col>
      ))}
    </Grid>
  );
}

interface MoreSettingsProps {
  /** what is inside */
  titles: string[];
  open: boolean;
  boxed: boolean;
  children: ReactNode;
}

/** Folded, but never while a mistake stands inside. */
function MoreSettings({ titles, open, boxed, children }: MoreSettingsProps) {
  const [opened, setOpened] = useState(open);
  useEffect(() => {
    if (open) setOpened(true);
  }, [open]);
  const fold = (
    <details
      className="json-form-more"
      open={opened}
      onToggle={(event) => setOpened((event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>{jsonForm.moreSettings(titles.join(', '))}</summary>
      <div className="json-form-more-content">{children}</div>
    </details>
  );
  return boxed ? (
    <Card withBorder padding="lg" py="md">
      {fold}
    </Card>
  ) : (
    fold
  );
}

/** A field, and below it what the page has to say about it. */
export function FieldTemplate({ hidden, children, fieldPathId }: FieldTemplateProps) {
  const { notes } = useFormContext();
  if (hidden) return null;
  return (
    <>
      {children}
      {notes[formatPointer(fieldPathId.path)]}
    </>
  );
}

export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const { fieldPathId, title, items, canAdd, onAddClick, schema, rawErrors = [] } = props;
  return (
    <fieldset id={fieldPathId.$id} tabIndex={-1} className="json-form-group">
      <legend>{title}</legend>
      {schema.description && (
        <Text size="sm" c="dimmed" mb="xs">
          {schema.description}
        </Text>
      )}
      <Stack gap="sm">{items}</Stack>
      {rawErrors.length > 0 && <Input.Error>{rawErrors.join(' ')}</Input.Error>}
      {canAdd && (
        <Button mt="sm" size="compact-sm" variant="default" onClick={onAddClick}>
          {jsonForm.add(title)}
        </Button>
      )}
    </fieldset>
  );
}

export function ArrayFieldItemTemplate({ children, index, buttonsProps }: ArrayFieldItemTemplateProps) {
  return (
    <Group align="flex-end" gap="sm" wrap="nowrap">
      <div className="json-form-item">{children}</div>
      <Button size="compact-sm" variant="default" onClick={buttonsProps.onRemoveItem} mb={5}>
        {jsonForm.remove(String(index + 1))}
      </Button>
    </Group>
  );
}

function saysError(errors: unknown): boolean {
  if (!isFields(errors)) return false;
  const { __errors: own, ...inner } = errors;
  return (Array.isArray(own) && own.length > 0) || Object.values(inner).some(saysError);
}
