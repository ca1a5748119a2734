import { EntitySchema } from 'typeorm';
import { flag, id, instant, integer, json, optionalInstant, optionalJson, optionalText, text } from '../columns.ts';

export interface RuleRow {
  id: string;
  name: string;
  /** schemas/rule.schema.json#/properties/trigger */
  trigger: Record<string, unknown>;
  /** what an event is matched by: 'form:<form id>:<event>', 'workflow:<event type>' or 'mail:<mailbox id>' */
  triggerKey: string;
  position: number;
  enabled: boolean;
  /** json-rules-engine conditions, stored as they came */
  conditions: Record<string, unknown>;
  actions: Record<string, unknown>[];
  /** schemas/rule.schema.json#/$defs/forEach; null: the actions run once */
  forEach: Record<string, unknown> | null;
  version: number;
  createdAt: number;
  createdBy: string;
  modifiedAt: number;
  modifiedBy: string;
  /** who said last what it sends: under whose right to use its connectors it runs; null: before that was kept */
  authorId: string | null;
  /** since when it looks at what comes; null: it is switched off, or has been since before this was kept */
  enabledAt: number | null;
}

export const RuleTable = new EntitySchema<RuleRow>({
  name: 'rule',
  columns: {
    id: id(),
    name: text(),
    trigger: { ...json(), name: 'trigger_json' },
    triggerKey: text('trigger_key'),
    position: integer(),
    enabled: flag(),
    conditions: json(),
    actions: json(),
    forEach: optionalJson('for_each'),
    version: integer(),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
    authorId: optionalText('author_id'),
    enabledAt: optionalInstant('enabled_at'),
  },
  indices: [{ name: 'rule_trigger', columns: ['triggerKey', 'position'] }],
});
