import { withSignature } from '../connectors/accounts/open-account.ts';
import type { ConnectorSlice } from '../connectors/connector-slice.ts';
import { htmlToText } from '../rules/mail/html-to-text.ts';
import { createDraftSlice, type DraftSlice } from './drafts/draft-slice.ts';
import { findFile, findFileRow, storeFile } from './files/file.store.ts';
import type { InboundSlice } from './inbound/inbound-slice.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Clock, Suppressed } from './sdk/index.ts';
import type { SecretBox } from './secrets/secret-box.ts';
import { loadRetention } from './settings/settings.store.ts';
import type { Store } from './store/store.ts';

interface DraftPorts {
  store: Store;
  clock: Clock;
  secrets: SecretBox;
  connectors: Pick<ConnectorSlice, 'personSenders' | 'findSender'>;
  inbound: Pick<InboundSlice, 'received'>;
  outbox: Pick<Outbox, 'prepare' | 'insert' | 'takeBack' | 'endDeclined' | 'wake'>;
  suppressed(addresses: readonly string[]): Promise<ReadonlyMap<string, Suppressed>>;
}

/** E-mails that people write, with what they ask of the rest. */
export function composeDrafts({
  store,
  clock,
  secrets,
  connectors,
  inbound,
  outbox,
  suppressed,
}: DraftPorts): DraftSlice {
  return createDraftSlice({
    ...{ store, clock, secrets, outbox, withSignature, htmlToText, findSuppressed: suppressed },
    received: inbound.received,
    findSender: connectors.findSender,
    listSenders: connectors.personSenders,
    files: {
      find: async (id, ownerId) => {
        const row = await findFileRow(store, id);
        return row?.createdBy === ownerId ? findFile(store, id) : undefined;
      },
      store: (file, bytes) => storeFile({ store, clock }, file, [bytes]),
    },
    contentDays: async () => (await loadRetention(store)).contentDays,
  });
}
