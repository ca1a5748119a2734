import type { components } from '../api/schema.gen.ts';
import { sendFile } from '../api/send-file.ts';

export type StoredFile = components['schemas']['StoredFile'];

interface UploadOptions {
  file: File;
  signal: AbortSignal;
  /** 0 to 1 */
  onProgress: (part: number) => void;
}

/** Stores a file on the server. */
export function uploadFile(options: UploadOptions): Promise<StoredFile> {
  const { name, type } = options.file;
  const query = new URLSearchParams({ name, ...(type ? { type } : {}) });
  return sendFile(`/files?${query}`, options);
}
