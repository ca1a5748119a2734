import { EntitySchema } from 'typeorm';
import type { ConnectorState, LearnedCapabilities } from '../../sdk/index.ts';
import { flag, id, instant, integer, json, optionalInstant, optionalJson, optionalText, text } from '../columns.ts';

/** Ids of users and groups. Nobody is in it: it says nothing. */
export interface NamedPeople {
  users: string[];
  groups: string[];
}

/** Who may change a connector and who may send with it. */
export interface ConnectorSecurity {
  /** nobody: whoever has the role Administrator or Manage data sources */
  administrators: NamedPeople;
  /** nobody: everyone */
  users: NamedPeople;
  /** these may not send with it, whatever else is said */
  excluded: NamedPeople;
  readOnly: boolean;
  /** whether it sends in the names of people of external partners */
  enableB2B: boolean;
  /** what goes before a rule in an e-mail in such a name; absent in what was stored before it was there */
  partnerDefaults?: PartnerDefaults | null;
}

type PartnerAddress = 'main_contact_email' | 'current_user_email';

export interface PartnerDefaults {
  fromName?: 'main_contact_name' | 'company' | 'current_user_name';
  replyTo?: PartnerAddress;
  cc?: PartnerAddress;
  bcc?: PartnerAddress;
}

export interface ConnectorRow {
  id: string;
  type: string;
  displayName: string;
  /** lower-cased display name: unique whatever the case */
  displayNameKey: string;
  provider: string | null;
  /** the person whose own mailbox it is; null: the organisation's */
  ownerId: string | null;
  /** without secrets */
  settings: Record<string, unknown>;
  /** JSON pointer -> sealed secret */
  secrets: Record<string, string>;
  enabled: boolean;
  state: ConnectorState;
  stateReason: string;
  stateAt: number;
  /** of the values that were last tested well */
  testedHash: string | null;
  testedAt: number | null;
  learned: LearnedCapabilities;
  /** the file that it comes from, and where alone it is changed; null: people change it here */
  managedBy: string | null;
  /** null: nothing was ever said */
  security: ConnectorSecurity | null;
  version: number;
  createdAt: number;
  createdBy: string;
  modifiedAt: number;
  modifiedBy: string;
}

export const ConnectorTable = new EntitySchema<ConnectorRow>({
  name: 'connector',
  columns: {
    id: id(),
    type: text(),
    displayName: text('display_name'),
    displayNameKey: text('display_name_key'),
    provider: optionalText(),
    ownerId: optionalText('owner_id'),
    settings: json(),
    secrets: json(),
    enabled: flag(),
    state: text(),
    stateReason: text('state_reason'),
    stateAt: instant('state_at'),
    testedHash: optionalText('tested_hash'),
    testedAt: optionalInstant('tested_at'),
    learned: json(),
    managedBy: optionalText('managed_by'),
    security: optionalJson(),
    version: integer(),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
  },
  indices: [
    { name: 'connector_display_name', columns: ['displayNameKey'], unique: true },
    { name: 'connector_owner', columns: ['ownerId'] },
  ],
});
