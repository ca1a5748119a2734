import type { Query } from '@tanstack/react-query';

const gone = new Set<string>();

/**
 * A deletion of the thing with this id. The live stream often tells of it before the answer is here: a page that still
 * shows the thing must not ask the server for what is gone.
 */
export async function going<T>(id: string, deletion: Promise<T>): Promise<T> {
  gone.add(id);
  try {
    return await deletion;
  } catch (error) {
    gone.delete(id);
    throw error;
  }
}

/** False for what is shown and goes away. Who comes back to its page later asks, and reads that it is not there. */
export function mayBeAsked({ queryKey, state }: Query): boolean {
  return state.data === undefined || !queryKey.some((part) => typeof part === 'string' && gone.has(part));
}
