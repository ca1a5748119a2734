import { createContext, type ReactNode, useContext } from 'react';
import type { Path } from './pointer.ts';
import type { SchemaNode } from './resolve.ts';

export interface Change {
  /** JSON pointer into the value of the form */
  path: string;
  value: unknown;
}

/** What widgets need beyond their own value. */
export interface FormContext {
  schema: SchemaNode;
  /** the value as it is stored, to know which secrets are */
  stored: unknown;
  /** what stands below the input of a pointer */
  notes: Record<string, ReactNode>;
  /** Changes several fields at once. */
  change(changes: readonly Change[]): void;
}

export const FormContextOf = createContext<FormContext>({
  schema: {},
  stored: {},
  notes: {},
  change: () => undefined,
});

/** The object around a field: its values, and where it stands. */
export interface Siblings {
  path: Path;
  values: Record<string, unknown>;
}

export const SiblingsOf = createContext<Siblings>({ path: [], values: {} });

export const useFormContext = (): FormContext => useContext(FormContextOf);
export const useSiblings = (): Siblings => useContext(SiblingsOf);
