import { Alert } from '@mantine/core';
import { ButtonLink } from '../ui/link.tsx';
import { invite } from '../words/invite.ts';

/** The link was used, replaced, or is too old. */
export function Gone({ message }: { message: string }) {
  return (
    <>
      <Alert color="red" title={invite.gone} mb="md" role="alert">
        {message}
      </Alert>
      <ButtonLink to="/login" variant="default">
        {invite.signIn}
      </ButtonLink>
    </>
  );
}
