import { Alert, Anchor, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { isProblem, problemOf } from '../../api/problem.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { rule as words } from '../../words/rule.ts';
import { inputIdOf } from '../findings.ts';

/** Why there is no preview: a mistake in a template, something that is missing yet, or a server that does not answer. */
export function PreviewProblem({ error, retry }: { error: unknown; retry: () => void }) {
  const { errors = [], detail } = problemOf(error);
  if (errors.length === 0 && !isProblem(error, 'TEMPLATE')) return <ProblemAlert error={error} retry={retry} />;
  const isTemplate = isProblem(error, 'TEMPLATE');
  const title = isTemplate
    ? words.preview.mistake
    : errors.every(({ path }) => path.startsWith('/facts'))
      ? words.preview.failed
      : words.preview.missing;
  return (
    <Alert color={isTemplate ? 'red' : 'gray'} title={title} icon={isTemplate && <IconAlertTriangle aria-hidden />}>
      {errors.length === 0 && detail}
      <List size="sm" listStyleType="none">
        {errors.map(({ path, message }) => (
          <List.Item key={`${path} ${message}`} className="any-break">
            {message} <PlaceLink path={path} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** Leads to the field with this pointer. */
export function PlaceLink({ path }: { path: string }) {
  const id = inputIdOf(path);
  return (
    <Anchor
      size="sm"
      c="inherit"
      underline="always"
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        const target = document.getElementById(id);
        // The JSON of the record is folded.
        target?.closest('details')?.setAttribute('open', '');
        target?.focus();
      }}
    >
      {words.preview.goTo(placeName(path))}
    </Anchor>
  );
}

function placeName(path: string): string {
  const [, part, , , param = ''] = path.split('/');
  if (part === 'actions') return words.preview.fields[param] ?? words.email.heading;
  if (part === 'conditions') return words.preview.conditionsField;
  if (part === 'trigger') return words.preview.triggerField;
  return part === 'facts' ? words.preview.recordField : words.preview.ruleField;
}
