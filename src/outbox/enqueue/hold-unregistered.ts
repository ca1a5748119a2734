import { ownerKey, registeredText, unregisteredOf } from '../../sdk/index.ts';
import type { ClaimedDelivery } from '../deliver/claim.ts';
import type { OutboxDeps } from '../deps.ts';
import { unregisteredProof } from '../proof/proof-entries.ts';
import { holdClaimed } from './hold-claimed.ts';

const ADVICE =
  'If this is right, cancel this e-mail. Else put the address into the contact, then try this e-mail again: here, in the outbox, or with "mailrule outbox retry".';

/**
 * The contact of the person may have changed while the mail waited: nobody gets a confidential one at an address that was
 * taken away. The whole mail is held, however many recipients it has. Answers what is still to be sent.
 */
export async function holdUnregistered(
  deps: OutboxDeps,
  claimed: readonly ClaimedDelivery[],
  by: { token: string; connectorId: string },
): Promise<ClaimedDelivery[]> {
  const owners = claimed.flatMap(({ fence }) => (fence === undefined ? [] : [fence.owner]));
  if (owners.length === 0) return [...claimed];
  const registered = (await deps.findRegistered?.(owners)) ?? new Map();
  const left: ClaimedDelivery[] = [];
  for (const delivery of claimed) {
    const { fence, recipients } = delivery;
    const contact = fence && registered.get(ownerKey(fence.owner));
    const strangers = fence === undefined ? [] : unregisteredOf(contact, fence, recipients);
    if (fence === undefined || strangers.length === 0) {
      left.push(delivery);
      continue;
    }
    const why = registeredText(fence.owner, contact);
    await holdClaimed(deps, delivery, by, {
      reason: 'unregistered',
      detail: `The address of this e-mail is not registered any more. ${why} ${ADVICE}`,
      hits: strangers.map((address) => ({ address, why: `Not registered any more. ${why}` })),
      proof: (what, at) => unregisteredProof(delivery.id, strangers, what, at),
    });
  }
  return left;
}

/** For what is sent once more: the sentence why it may not go there; undefined: it may. */
export async function whyUnregistered(
  deps: OutboxDeps,
  fence: ClaimedDelivery['fence'],
  recipients: readonly string[],
): Promise<string | undefined> {
  if (fence === undefined) return undefined;
  const contact = (await deps.findRegistered?.([fence.owner]))?.get(ownerKey(fence.owner));
  if (unregisteredOf(contact, fence, recipients).length === 0) return undefined;
  return `This e-mail cannot be sent again to an address that is not registered any more. ${registeredText(fence.owner, contact)}`;
}
