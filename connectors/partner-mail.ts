import type { Mailbox, Partner, PartnerMail } from '../src/sdk/index.ts';
import type { PartnerDefaults } from '../src/store/tables/connector.table.ts';

/** The values of a partner in the places that a connector gives them. What is not recorded is left to the rule. */
export function partnerMail({ fromName, replyTo, cc, bcc }: PartnerDefaults, partner: Partner): PartnerMail {
  const { company, mainContact, currentUser } = partner;
  const names = { main_contact_name: mainContact.name, company, current_user_name: currentUser.name };
  const people = { main_contact_email: mainContact, current_user_email: currentUser };
  const mailbox = (which: keyof typeof people | undefined): Mailbox | undefined => {
    if (which === undefined) return undefined;
    const { name, address } = people[which];
    return address === null ? undefined : { name, address };
  };
  const name = fromName && names[fromName];
  const [reply, copy, blind] = [mailbox(replyTo), mailbox(cc), mailbox(bcc)];
  return {
    ...(name && { fromName: name }),
    ...(reply && { replyTo: reply }),
    ...(copy && { cc: copy }),
    ...(blind && { bcc: blind }),
  };
}
