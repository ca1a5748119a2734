import { type GlobalSmtp, globalSmtpSchema } from '../../schemas/global-smtp.gen.ts';
import { type Retention, retentionSchema } from '../../schemas/retention.gen.ts';
import { type RunSettings, runSettingsSchema } from '../../schemas/run-settings.gen.ts';
import type { Route, RouteRequest } from '../http/route.ts';
import type { SenderSettings } from '../sdk/index.ts';
import { assertCanSend, type SettingsDeps } from './can-send.ts';
import { defaultMailboxRoutes, type MailboxConnectors } from './default-mailbox.routes.ts';
import { ifMatch, seenAt, stamped } from './setting-request.ts';
import { loadStampedSettings, type SettingKey, saveSetting } from './settings.store.ts';
import { globalSmtpAnswer, retentionAnswer, runSettingsAnswer } from './settings-answers.ts';
import { softBounceRoutes } from './soft-bounces.routes.ts';

const TAG = 'settings';

export function settingsRoutes(deps: SettingsDeps & { mailboxConnectors: MailboxConnectors }): Route[] {
  return [
    ...globalSmtpRoutes(deps),
    ...defaultMailboxRoutes(deps),
    ...runSettingsRoutes(deps),
    ...retentionRoutes(deps),
    ...softBounceRoutes(deps),
  ];
}

function globalSmtpRoutes(deps: SettingsDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/settings/global-smtp',
      id: 'getGlobalSmtp',
      summary: 'The global SMTP setting',
      tag: TAG,
      // A designer is told why the connector of a rule does not count.
      allow: ['administrator', 'designer'],
      answer: { status: 200, description: 'The setting', schema: globalSmtpAnswer },
      handler: async () => stamped((await loadStampedSettings(deps.store)).globalSmtp),
    },
    {
      method: 'PUT',
      path: '/settings/global-smtp',
      id: 'putGlobalSmtp',
      audit: 'settings',
      summary: 'Send all mail, or the mail without a connector, through one connector',
      tag: TAG,
      allow: ['administrator'],
      headers: ifMatch,
      body: globalSmtpSchema,
      answer: { status: 200, description: 'The setting as stored', schema: globalSmtpAnswer },
      handler: async (request) => save(deps, request, 'global-smtp', await globalSmtpOf(deps, request)),
    },
  ];
}

function runSettingsRoutes(deps: SettingsDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/settings/runs',
      id: 'getRunSettings',
      summary: 'How payroll runs are approved and when they stop by themselves',
      tag: TAG,
      allow: ['administrator', 'payroll_operator', 'approver'],
      answer: { status: 200, description: 'The setting', schema: runSettingsAnswer },
      handler: async () => stamped((await loadStampedSettings(deps.store)).runs),
    },
    {
      method: 'PUT',
      path: '/settings/runs',
      id: 'putRunSettings',
      audit: 'settings',
      summary:
        'Set whether a second person approves payroll runs and changes of rules, and when runs stop by themselves',
      tag: TAG,
      allow: ['administrator'],
      headers: ifMatch,
      body: runSettingsSchema,
      answer: { status: 200, description: 'The setting as stored', schema: runSettingsAnswer },
      handler: async (request) => {
        // Who does not know of it must not switch it off.
        const { fourEyesForRules } = (await loadStampedSettings(deps.store)).runs.value;
        const value = { fourEyesForRules, ...(request.body as RunSettings) };
        return save(deps, request, 'runs', value);
      },
    },
  ];
}

function retentionRoutes(deps: SettingsDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/settings/retention',
      id: 'getRetention',
      summary: 'After how many days contents are deleted',
      tag: TAG,
      allow: ['administrator'],
      answer: { status: 200, description: 'The setting', schema: retentionAnswer },
      handler: async () => stamped((await loadStampedSettings(deps.store)).retention),
    },
    {
      method: 'PUT',
      path: '/settings/retention',
      id: 'putRetention',
      audit: 'settings',
      summary: 'Set after how many days contents are deleted; records, digests and addresses stay',
      tag: TAG,
      allow: ['administrator'],
      headers: ifMatch,
      body: retentionSchema,
      answer: { status: 200, description: 'The setting as stored', schema: retentionAnswer },
      handler: async (request) => save(deps, request, 'retention', request.body as Retention),
    },
  ];
}

async function save({ store, clock }: SettingsDeps, request: RouteRequest, key: SettingKey, value: object) {
  const setting = { key, value, modifiedAt: clock.now(), modifiedBy: request.caller.name };
  return stamped({ value, stamp: await saveSetting(store, setting, seenAt(request)) });
}

async function globalSmtpOf(deps: SettingsDeps, { body }: RouteRequest): Promise<SenderSettings['globalSmtp']> {
  const input = body as GlobalSmtp;
  const value: SenderSettings['globalSmtp'] = {
    enabled: input.enabled,
    mode: input.mode ?? 'force',
    connectorId: input.connectorId ?? null,
    saveToSent: input.saveToSent ?? 'auto',
  };
  if (value.enabled) await assertCanSend(deps, value.connectorId);
  return value;
}
