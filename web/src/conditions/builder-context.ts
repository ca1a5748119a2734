import type { RuleField } from '../api/rule-field.ts';

/** What every control of the builder needs beside its own condition; react-querybuilder hands it through as `context`. */
export interface BuilderContext {
  id: string;
  fields: readonly RuleField[];
  /** after a try to save: each condition says what it still needs */
  showNeeds: boolean;
}

export function fieldInputId({ id }: BuilderContext, leafId: string | undefined): string {
  return `${id}-field-${leafId ?? ''}`;
}

export function addButtonId({ id }: BuilderContext, path: readonly number[]): string {
  return `${id}-add-${path.join('-')}`;
}

/** The list of choices is its own scroll area: Mantine's has one around it that no key can reach (axe). */
export const OPTION_LIST = {
  withScrollArea: false,
  classNames: { options: 'condition-options' },
  rightSectionWidth: 26,
} as const;

/**
 * Of a list that is searched by typing: Enter takes the option that is shown as chosen. Where nothing is chosen yet, Mantine
 * would look for the chosen option a moment after opening and, where typing was quicker, forget the one it shows.
 */
export function searchedList(isBlank: boolean) {
  return { ...OPTION_LIST, selectFirstOptionOnChange: true, selectFirstOptionOnDropdownOpen: isBlank } as const;
}
