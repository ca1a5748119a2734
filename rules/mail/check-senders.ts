import type { ActionContext, Finding } from '../../src/sdk/index.ts';
import type { MailParams, SenderStep } from './mail-params.gen.ts';
import { usable } from './sender.ts';
import { sendersOf } from './sender-chain.ts';

/** The connectors that a value chooses from, as far as the rule names them; the others are looked at when it runs. */
export async function runtimeFindings({ runtimeSender }: MailParams, context: ActionContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [value, id] of Object.entries(runtimeSender?.connectors ?? {})) {
    const refused = (await context.findConnector(id))?.notPermitted;
    const path = `/runtimeSender/connectors/${pointer(value)}`;
    if (refused !== undefined) findings.push({ level: 'error', path, message: refused, code: 'FORBIDDEN' });
  }
  return findings;
}

/** Whether everybody whom the list of senders names is there, and may be used by the author. */
export async function chainFindings(params: MailParams, context: ActionContext): Promise<Finding[]> {
  const findings: Finding[] = [];
  const steps = sendersOf(params);
  for (const [index, step] of steps.entries()) findings.push(...(await stepFindings(step, `/from/${index}`, context)));
  const { globalSmtp } = context.senders;
  if (steps.length > 0 && globalSmtp.enabled && globalSmtp.mode === 'force') {
    findings.push(warn('/from', 'The global SMTP setting is on and overrides these senders.'));
  }
  return findings;
}

async function stepFindings(step: SenderStep, path: string, context: ActionContext): Promise<Finding[]> {
  if ('connector' in step) return connectorFindings(step.connector, `${path}/connector`, context);
  if ('byValue' in step) {
    const all = Object.entries(step.byValue.map).map(([value, id]) =>
      connectorFindings(id, `${path}/byValue/map/${pointer(value)}`, context),
    );
    return (await Promise.all(all)).flat();
  }
  if (context.findAccount !== undefined) return [];
  return [
    warn(`${path}/account`, 'This installation knows nobody with an e-mail account: the next sender takes over.'),
  ];
}

/** One that cannot send now is only told: the next one of the list takes over. */
async function connectorFindings(id: string, path: string, context: ActionContext): Promise<Finding[]> {
  const connector = await context.findConnector(id);
  if (connector === undefined) {
    return [{ level: 'error', path, message: 'There is no such connector.', code: 'CONNECTOR_UNKNOWN' }];
  }
  if (connector.notPermitted !== undefined) {
    return [{ level: 'error', path, message: connector.notPermitted, code: 'FORBIDDEN' }];
  }
  const problem = usable(connector);
  return problem === undefined ? [] : [warn(path, problem)];
}

function warn(path: string, message: string): Finding {
  return { level: 'warning', path, message };
}

/** RFC 6901, section 3. */
function pointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
