import type { CatalogueEntry } from './providers/catalogue.ts';
import { type Provider, providerSchema } from './providers/provider.gen.ts';
import { switchesOf } from './providers/switches.ts';

const { $defs, ...provider } = providerSchema;

/** The schema stands on its own in the description of the API: its parts are put where they are used. */
export const providerAnswer = {
  ...provider,
  required: [...provider.required, 'receive', 'send', 'origin', 'version', 'modifiedAt', 'modifiedBy'],
  properties: {
    ...provider.properties,
    imap: $defs.server,
    smtp: $defs.server,
    receive: { type: 'boolean', description: 'false: nothing is read from its mailboxes.' },
    send: { type: 'boolean', description: 'false: nothing is sent through it; what is queued waits.' },
    origin: {
      type: 'string',
      enum: ['shipped', 'changed', 'own'],
      description: 'Shipped with the program, shipped and changed here, or added here.',
    },
    version: { type: 'integer', description: 'the ETag; 0 while it is as it was shipped' },
    modifiedAt: { type: ['integer', 'null'], description: 'milliseconds since 1970' },
    modifiedBy: { type: ['string', 'null'] },
  },
} as const;

export const providerUsesAnswer = {
  title: 'ProviderUses',
  type: 'object',
  required: ['connectors'],
  properties: {
    connectors: {
      type: 'array',
      description: 'What keeps it from being deleted, by display name.',
      items: {
        type: 'object',
        required: ['id', 'displayName', 'personal'],
        properties: {
          id: { type: 'string' },
          displayName: { type: 'string' },
          personal: { type: 'boolean', description: "Somebody's own mailbox: nobody else opens it." },
        },
      },
    },
  },
} as const;

export interface ProviderView extends Provider {
  receive: boolean;
  send: boolean;
  origin: CatalogueEntry['origin'];
  version: number;
  modifiedAt: number | null;
  modifiedBy: string | null;
}

export function providerView({ provider: found, ...entry }: CatalogueEntry): ProviderView {
  return { ...found, ...switchesOf(found), ...entry };
}
