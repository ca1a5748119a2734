import { Alert, Button, Group, Skeleton, Stack, Switch, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answerWithEtag, api } from '../api/client.ts';
import { type Connector, connectorQuery, type SavedConnector } from '../connection/connection-queries.ts';
import { PeopleChoice } from '../people/people-choice.tsx';
import { type NamedPeople, type People, peopleQuery } from '../people/people-queries.ts';
import { useMe } from '../session/me.ts';
import { noticeDone } from '../ui/notices.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { security as words } from '../words/security.ts';
import { PartnerSettings } from './partner-settings.tsx';

interface SecurityFormProps {
  saved: SavedConnector;
  onSaved: (saved: SavedConnector) => void;
  onClose: () => void;
}

type Security = Connector['security'];

/** Who may change this data source and in whose name it sends. */
export function SecurityForm({ saved, onSaved, onClose }: SecurityFormProps) {
  const { data: people, error, refetch } = useQuery(peopleQuery);
  const [values, setValues] = useState<Security>(saved.connector.security);
  const save = useSaveSecurity(saved, (next) => {
    onSaved(next);
    onClose();
  });
  if (people === undefined) {
    return error ? <ProblemAlert error={error} retry={() => void refetch()} /> : <Skeleton h={320} aria-hidden />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(values);
  };
  return (
    <form onSubmit={submit} noValidate>
      <ProblemAlert error={save.error} />
      <Text size="sm" c="dimmed" mb="md" className="any-break">
        {words.of(saved.connector.displayName)}
      </Text>
      <Stack gap="md">
        <Lists people={people} values={values} onChange={setValues} />
        <Switch
          label={words.readOnly}
          description={words.readOnlyHelp}
          checked={values.readOnly}
          onChange={(event) => setValues({ ...values, readOnly: event.currentTarget.checked })}
        />
        <PartnerSettings values={values} onChange={setValues} />
        <div role="status">
          <LockOutWarning people={people} administrators={values.administrators} />
        </div>
      </Stack>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {words.save}
        </Button>
      </Group>
    </form>
  );
}

function Lists({ people, values, onChange }: { people: People; values: Security; onChange: (next: Security) => void }) {
  return (
    <>
      <PeopleChoice
        label={words.administrators}
        description={words.administratorsHelp}
        people={people}
        value={values.administrators}
        onChange={(administrators) => onChange({ ...values, administrators })}
      />
      <PeopleChoice
        label={words.users}
        description={words.usersHelp}
        people={people}
        value={values.users}
        onChange={(users) => onChange({ ...values, users })}
      />
      <PeopleChoice
        label={words.excluded}
        description={words.excludedHelp}
        people={people}
        value={values.excluded}
        onChange={(excluded) => onChange({ ...values, excluded })}
      />
    </>
  );
}

/** Said before it is saved, and not an error: an Administrator may want exactly that. */
function LockOutWarning({ people, administrators }: { people: People; administrators: NamedPeople }) {
  const me = useMe();
  const isBlank = administrators.users.length + administrators.groups.length === 0;
  const isNamed =
    administrators.users.includes(me?.id ?? '') ||
    people.groups.some(({ id, mine }) => mine && administrators.groups.includes(id));
  if (isBlank || isNamed) return null;
  return (
    <Alert color="yellow" title={words.lockOut.title} icon={<IconAlertTriangle aria-hidden />}>
      {me?.roles.includes('administrator') ? words.lockOut.administrator : words.lockOut.manager}
    </Alert>
  );
}

function useSaveSecurity(saved: SavedConnector, onSaved: (next: SavedConnector) => void) {
  const queries = useQueryClient();
  const { id } = saved.connector;
  return useMutation({
    mutationFn: async (body: Security) => {
      const params = { path: { id }, header: { 'if-match': saved.etag } };
      const { body: connector, etag } = await answerWithEtag(api.PUT('/connectors/{id}/security', { params, body }));
      return { connector, etag };
    },
    onSuccess: (next) => {
      noticeDone(words.saved);
      queries.setQueryData(connectorQuery(id).queryKey, next);
      void queries.invalidateQueries({ queryKey: ['connectors', 'list'] });
      onSaved(next);
    },
  });
}
