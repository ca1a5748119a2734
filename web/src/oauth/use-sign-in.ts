import { useMutation, useQueryClient } from '@tanstack/react-query';
import { noticeDone } from '../ui/notices.ts';
import { oauth } from '../words/oauth.ts';
import { authorize, disconnect } from './oauth-queries.ts';
import { keepWayBack, type WayBack } from './way-back.ts';

export interface SignIn {
  busy: boolean;
  disconnecting: boolean;
  error: unknown;
  connect(): void;
  disconnect(): Promise<void>;
}

/** Connect leads away to the provider, and back to /oauth/done; where nobody has to consent it is over at once. */
export function useSignIn(id: string, back?: WayBack): SignIn {
  const queries = useQueryClient();
  const reread = () => queries.invalidateQueries({ queryKey: ['connectors'] });
  const connecting = useMutation({
    mutationFn: () => authorize(id),
    onSuccess: async (url) => {
      if (url !== null) {
        keepWayBack(id, back);
        return window.location.assign(url);
      }
      noticeDone(oauth.card.connectedNow, '');
      await reread();
    },
  });
  const leaving = useMutation({
    mutationFn: () => disconnect(id),
    onSuccess: async ({ message }) => {
      noticeDone(oauth.card.disconnected, message);
      await reread();
    },
  });
  return {
    // The page goes away when the provider's address is opened: until then the button stays busy.
    busy: connecting.isPending || (connecting.isSuccess && connecting.data !== null),
    disconnecting: leaving.isPending,
    error: connecting.error ?? leaving.error,
    connect: () => {
      leaving.reset();
      connecting.mutate();
    },
    disconnect: async () => {
      connecting.reset();
      await leaving.mutateAsync().catch(() => undefined);
    },
  };
}
