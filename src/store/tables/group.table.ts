import { EntitySchema } from 'typeorm';
import { id, instant, integer, text } from '../columns.ts';

/** People who are named together, where rights are given. */
export interface GroupRow {
  id: string;
  name: string;
  nameKey: string;
  createdAt: number;
  createdBy: string;
  modifiedAt: number;
  modifiedBy: string;
  /** the ETag; a change of the members is one */
  version: number;
}

export const GroupTable = new EntitySchema<GroupRow>({
  name: 'user_group',
  columns: {
    id: id(),
    name: text(),
    nameKey: text('name_key'),
    createdAt: instant('created_at'),
    createdBy: text('created_by'),
    modifiedAt: instant('modified_at'),
    modifiedBy: text('modified_by'),
    version: integer(),
  },
  indices: [{ name: 'user_group_name', columns: ['nameKey'], unique: true }],
});

export interface GroupMemberRow {
  groupId: string;
  userId: string;
}

export const GroupMemberTable = new EntitySchema<GroupMemberRow>({
  name: 'group_member',
  columns: {
    groupId: { ...id(), name: 'group_id' },
    userId: { ...id(), name: 'user_id' },
  },
  indices: [{ name: 'group_member_user', columns: ['userId'] }],
});
