import { IconDatabase, IconMailBolt, IconSend, IconSettings } from '@tabler/icons-react';
import { shell } from '../words/shell.ts';

/** Roles that a screen needs, the same as those of the routes of the API behind it. */
export const ROLES = {
  dataSources: ['administrator', 'manage_data_sources'],
  rules: ['administrator', 'designer'],
  outbox: ['administrator', 'designer', 'payroll_operator'],
  settings: ['administrator'],
} as const;

/** The entries of the navigation; those that the role does not allow are not shown. */
export const NAVIGATION = [
  { to: '/rules', label: shell.nav.rules, icon: IconMailBolt, roles: ROLES.rules, group: 'work' },
  { to: '/outbox', label: shell.nav.outbox, icon: IconSend, roles: ROLES.outbox, group: 'work' },
  {
    to: '/admin/data-sources',
    label: shell.nav.dataSources,
    icon: IconDatabase,
    roles: ROLES.dataSources,
    group: 'administration',
  },
  {
    to: '/admin/subscription',
    label: shell.nav.subscription,
    icon: IconSettings,
    roles: ROLES.settings,
    group: 'administration',
  },
] as const;
