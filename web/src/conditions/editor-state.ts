import type { RuleField } from '../api/rule-field.ts';
import { conditions as words } from '../words/conditions.ts';
import { findJsonMistake } from './json-mistake.ts';
import { readConditions } from './read-conditions.ts';
import { type Branch, leavesOf, withIds } from './tree.ts';
import { findNeed } from './unfinished.ts';
import { writeConditions } from './write-conditions.ts';

export type View = 'builder' | 'json';

/** What stands on the screen. The tree and the text hold more than the value: groups without conditions, broken JSON. */
export interface EditorState {
  view: View;
  tree: Branch;
  text: string;
  /** why the builder cannot show what the text says */
  reason?: string;
  mistake?: string;
}

export function openState(value: object, view: View): EditorState {
  const reading = readConditions(value);
  const text = JSON.stringify(value, null, 2);
  if ('reason' in reading) return { view: 'json', tree: NOTHING, text, reason: reading.reason };
  return { view, tree: withIds<Branch>(reading.tree), text };
}

/** Typing in the JSON view; `value` is absent while the text cannot be saved. */
export function withText(state: EditorState, text: string): { state: EditorState; value?: object } {
  const { view } = state;
  const mistake = findJsonMistake(text);
  if (mistake !== undefined) {
    return {
      state: { view, tree: NOTHING, text, mistake: words.mistake(mistake.line, mistake.column, mistake.words) },
    };
  }
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { state: { view, tree: NOTHING, text, mistake: words.mistake(1, 1, words.mistakes.notAnObject) } };
  }
  return { state: { ...openState(value, view), view, text }, value };
}

/** To the other view, if it can show what is there. */
export function withView(state: EditorState, view: View): EditorState {
  if (view === 'builder') return state.reason === undefined && state.mistake === undefined ? { ...state, view } : state;
  return { ...state, view, text: JSON.stringify(writeConditions(state.tree), null, 2) };
}

/** Why what stands on the screen should not be saved; the server would take a blank value as a value. */
export function problemOf(state: EditorState, fields: readonly RuleField[]): string | undefined {
  if (state.mistake !== undefined) return state.mistake;
  const unfinished = leavesOf(state.tree).filter((leaf) => findNeed(leaf, fields) !== undefined);
  return unfinished.length === 0 ? undefined : words.unfinished(unfinished.length);
}

const NOTHING: Branch = { combinator: 'and', rules: [] };
