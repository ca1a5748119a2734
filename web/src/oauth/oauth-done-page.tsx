import { Alert, Group, Skeleton, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { oauth } from '../words/oauth.ts';
import { shell } from '../words/shell.ts';
import { type AuthorizationOutcome, outcomeQuery } from './oauth-queries.ts';
import { findWayBack, type WayBack } from './way-back.ts';

const words = oauth.done;
const BACK_MS = 2000;

type Outcome = AuthorizationOutcome['outcome'];

/** The end of the way through a provider's pages: what became of it, and the way back to the data source. */
export function OauthDonePage() {
  const { result = '', attempt } = useSearch({ from: '/signed-in/oauth/done' });
  const found = useQuery({ ...outcomeQuery(attempt ?? ''), enabled: attempt !== undefined });
  if (attempt !== undefined && found.isPending) {
    return (
      <Page title={words.title}>
        <Skeleton h={110} aria-hidden />
      </Page>
    );
  }
  // The code alone says enough where its words cannot be had, as after a new sign-in.
  return <Ended code={known(result)} told={found.data} />;
}

function known(code: string): Outcome {
  return Object.hasOwn(words.titles, code) ? (code as Outcome) : 'unknown';
}

function Ended({ code, told }: { code: Outcome; told: AuthorizationOutcome | undefined }) {
  const good = code === 'done';
  const message = told && told.outcome === code && told.message !== '' ? told.message : words.texts[code];
  const back = good ? told : undefined;
  const place = findWayBack(told?.connectorId);
  useBack(back?.connectorId, place);
  return (
    <Page
      title={words.title}
      crumbs={
        place
          ? [{ label: words.places[place], to: place }]
          : [{ label: shell.nav.dataSources, to: '/admin/data-sources' }]
      }
    >
      <Alert
        color={good ? 'green' : 'red'}
        title={words.titles[code]}
        icon={good ? <IconCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
        role={good ? 'status' : 'alert'}
        mb="md"
      >
        <Text size="sm" className="any-break">
          {message}
        </Text>
        {back && (
          <Text size="sm" className="any-break">
            {words.goingBack(place ? words.places[place] : back.displayName)}
          </Text>
        )}
      </Alert>
      <Group gap="sm">
        {place && (
          <ButtonLink to={place} state={good && told ? { next: 'test-mail', of: told.connectorId } : {}}>
            {words.back(words.places[place])}
          </ButtonLink>
        )}
        {told && !place && (
          <ButtonLink
            to="/admin/data-sources/$id"
            params={{ id: told.connectorId }}
            state={good ? { next: 'test-mail' } : {}}
          >
            {words.back(told.displayName)}
          </ButtonLink>
        )}
        {!place && (
          <ButtonLink variant="default" to="/admin/data-sources">
            {words.backToList}
          </ButtonLink>
        )}
      </Group>
    </Page>
  );
}

/** Without this page in the history: going back from the data source must not come here again. */
function useBack(id: string | undefined, place: WayBack | undefined): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (id === undefined) return;
    const timer = setTimeout(() => {
      const state = { next: 'test-mail' as const };
      if (place) void navigate({ to: place, state: { ...state, of: id }, replace: true });
      else void navigate({ to: '/admin/data-sources/$id', params: { id }, state, replace: true });
    }, BACK_MS);
    return () => clearTimeout(timer);
  }, [id, navigate, place]);
}
