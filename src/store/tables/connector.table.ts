import { EntitySchema } from 'typeorm';
import type { ConnectorState, LearnedCapabilities } from '../../sdk/index.ts';
import { flag, id, instant, integer, json, optionalInstant, optionalText, text } from '../columns.ts';

export interface ConnectorRow {
  id: string;
  type: string;
  displayName: string;
  /** lower-cased display name: unique whatever the case */
  displayNameKey: string;
  provider: string | null;
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
    settings: json(),
    secrets: json(),
    enabled: flag(),
    state: text(),
    stateReason: text('state_reason'),
    stateAt: instant('state_at'),
    testedHash: optionalText('tested_hash'),
    testedAt: optionalInstant('tested_at'),
    learned: json(),
    version: integer(),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
  },
  indices: [{ name: 'connector_display_name', columns: ['displayNameKey'], unique: true }],
});
