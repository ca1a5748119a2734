import type { TemplateInput } from '../../schemas/template.gen.ts';
import type { TemplateReplayInput } from '../../schemas/template-replay.gen.ts';
import { type Replay, replayChange } from '../preview/replay.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { libraryOf, mailTemplateOf } from './library.ts';
import { findTemplate, getTemplate, withAllUsed } from './template.store.ts';
import { openDraft, type TemplateDraft } from './template-draft.ts';
import { rulesOfTemplate } from './template-uses.ts';

const LONGEST_MS = 10_000;

/**
 * A changed template against what happened: for the last records of each rule whose e-mails are made of it, what they read
 * and would read. Nothing is stored and nothing is sent.
 */
export async function replayTemplate(
  deps: RuleDeps,
  { id, template, records }: TemplateReplayInput & { id: string },
  person: string,
  signal: AbortSignal,
): Promise<{ rules: { ruleId: string; name: string; replay: Replay }[] }> {
  await getTemplate(deps.store.read, id);
  const draft =
    template === undefined ? undefined : await openDraft(deps.store.read, template as unknown as TemplateInput, id);
  const changed = draft === undefined ? deps : withDraft(deps, draft);
  const limits = { signal, end: deps.clock.now() + LONGEST_MS };
  const rules = [];
  for (const rule of await rulesOfTemplate(deps, id)) {
    const replay = await replayChange({ deps, changed }, { rule, most: records }, person, limits);
    rules.push({ ruleId: rule.id, name: rule.name, replay });
  }
  return { rules };
}

/** The library as it would be with the draft in it. */
function withDraft(deps: RuleDeps, { template: draft, library }: TemplateDraft): RuleDeps {
  return {
    ...deps,
    findTemplate: async (id) => {
      const row = await findTemplate(deps.store.read, id);
      if (row?.kind !== 'email') return undefined;
      const used = (await withAllUsed(deps.store.read, [row])).filter((one) => one.id !== draft.id);
      const changed = libraryOf([...library.byId.values(), ...used, draft], 'editing');
      return mailTemplateOf(changed, row.id === draft.id ? draft : row, deps.templates);
    },
  };
}
