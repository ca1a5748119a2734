import { migration0001 } from './0001-initial.ts';
import { migration0002 } from './0002-look-up-indexes.ts';
import { migration0003 } from './0003-runs.ts';
import { migration0004 } from './0004-proof-records.ts';
import { migration0005 } from './0005-suppressions-and-passwords.ts';
import { migration0006 } from './0006-people.ts';
import { migration0007 } from './0007-retention.ts';
import { migration0008 } from './0008-run-counts.ts';
import { migration0009 } from './0009-mail-links.ts';
import { migration0010 } from './0010-addresses-by-hand.ts';
import { migration0011 } from './0011-one-person-one-key.ts';
import { migration0012 } from './0012-oauth.ts';
import { migration0013 } from './0013-providers.ts';
import { migration0014 } from './0014-groups-and-rights.ts';
import { migration0015 } from './0015-audit.ts';
import { migration0016 } from './0016-sending-limits.ts';
import { migration0017 } from './0017-connector-health.ts';
import { migration0018 } from './0018-email-accounts.ts';
import { migration0019 } from './0019-redirected-mails.ts';
import { migration0020 } from './0020-audit-open-and-managed-connectors.ts';
import { migration0021 } from './0021-sign-on.ts';
import { migration0022 } from './0022-consent-reminders.ts';
import { migration0023 } from './0023-people-of-runs.ts';
import { migration0024 } from './0024-contacts.ts';
import { migration0025 } from './0025-mailbox-cursors.ts';
import { migration0026 } from './0026-form-instances.ts';
import { migration0027 } from './0027-schedules.ts';
import { migration0028 } from './0028-received-mail.ts';
import { migration0029 } from './0029-mail-outcomes.ts';
import { migration0030 } from './0030-templates.ts';
import { migration0031 } from './0031-senders-and-hooks.ts';
import { migration0032 } from './0032-logout-and-company-keys.ts';
import { migration0033 } from './0033-conversations.ts';
import { migration0034 } from './0034-drafts.ts';
import { migration0036 } from './0036-received-events.ts';
import { migration0038 } from './0038-synchronisation.ts';
import { migration0039 } from './0039-activities.ts';
import { migration0042 } from './0042-sending-sessions.ts';
import { migration0044 } from './0044-proven-accounts.ts';
import { migration0045 } from './0045-login-failures.ts';
import { migration0046 } from './0046-mail-tasks.ts';
import { migration0047 } from './0047-registered-addresses.ts';
import { migration0049 } from './0049-arrivals-and-partners.ts';
import { migration0051 } from './0051-unsubscribed.ts';
import { migration0052 } from './0052-recipient-keys.ts';
import { migration0053 } from './0053-bounces-by-connector.ts';
import { migration0056 } from './0056-event-approval.ts';
import { migration0057 } from './0057-rule-proposals.ts';
import { migration0060 } from './0060-documents-anywhere.ts';
import { migration0061 } from './0061-changed-comparison.ts';
import { migration0062 } from './0062-copies.ts';

export const migrations = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
  migration0009,
  migration0010,
  migration0011,
  migration0012,
  migration0013,
  migration0014,
  migration0015,
  migration0016,
  migration0017,
  migration0018,
  migration0019,
  migration0020,
  migration0021,
  migration0022,
  migration0023,
  migration0024,
  migration0025,
  migration0026,
  migration0027,
  migration0028,
  migration0029,
  migration0030,
  migration0031,
  migration0032,
  migration0033,
  migration0034,
  migration0036,
  migration0038,
  migration0039,
  migration0042,
  migration0044,
  migration0045,
  migration0046,
  migration0047,
  migration0049,
  migration0051,
  migration0052,
  migration0053,
  migration0056,
  migration0057,
  migration0060,
  migration0061,
  migration0062,
];
