import {
  IconAddressBook,
  IconCash,
  IconDatabase,
  IconHeartbeat,
  IconListSearch,
  IconMail,
  IconMailBolt,
  IconMailOff,
  IconSend,
  IconServer,
  IconSettings,
  IconShield,
  IconUsers,
} from '@tabler/icons-react';
import { shell } from '../words/shell.ts';

/** Roles that a screen needs, the same as those of the routes of the API behind it. */
export const ROLES = {
  dataSources: ['administrator', 'manage_data_sources'],
  providers: ['administrator'],
  rules: ['administrator', 'designer'],
  outbox: ['administrator', 'designer', 'payroll_operator'],
  settings: ['administrator'],
  users: ['administrator'],
  audit: ['administrator'],
  runs: ['administrator', 'payroll_operator', 'approver'],
  newRun: ['administrator', 'payroll_operator'],
  approve: ['administrator', 'approver'],
  contacts: ['administrator', 'designer', 'payroll_operator', 'user'],
  suppressed: ['administrator', 'payroll_operator', 'approver', 'designer'],
  changeSuppressed: ['administrator', 'payroll_operator'],
  changeContacts: ['administrator', 'designer'],
} as const;

/** The entries of the navigation; those that the role does not allow are not shown. */
export const NAVIGATION = [
  { to: '/rules', label: shell.nav.rules, icon: IconMailBolt, roles: ROLES.rules, group: 'work' },
  { to: '/payroll', label: shell.nav.payroll, icon: IconCash, roles: ROLES.runs, group: 'work' },
  { to: '/outbox', label: shell.nav.outbox, icon: IconSend, roles: ROLES.outbox, group: 'work' },
  { to: '/contacts', label: shell.nav.contacts, icon: IconAddressBook, roles: ROLES.contacts, group: 'work' },
  { to: '/suppressed', label: shell.nav.suppressed, icon: IconMailOff, roles: ROLES.suppressed, group: 'work' },
  {
    to: '/admin/data-sources',
    label: shell.nav.dataSources,
    icon: IconDatabase,
    roles: ROLES.dataSources,
    group: 'administration',
  },
  {
    to: '/admin/providers',
    label: shell.nav.providers,
    icon: IconServer,
    roles: ROLES.providers,
    group: 'administration',
  },
  {
    to: '/admin/subscription',
    label: shell.nav.subscription,
    icon: IconSettings,
    roles: ROLES.settings,
    group: 'administration',
  },
  {
    to: '/admin/mailbox',
    label: shell.nav.mailbox,
    icon: IconMail,
    roles: ROLES.settings,
    group: 'administration',
  },
  { to: '/admin/guard', label: shell.nav.guard, icon: IconShield, roles: ROLES.settings, group: 'administration' },
  {
    to: '/admin/health',
    label: shell.nav.health,
    icon: IconHeartbeat,
    roles: ROLES.dataSources,
    group: 'administration',
  },
  { to: '/admin/users', label: shell.nav.users, icon: IconUsers, roles: ROLES.users, group: 'administration' },
  { to: '/admin/audit', label: shell.nav.audit, icon: IconListSearch, roles: ROLES.audit, group: 'administration' },
] as const;
