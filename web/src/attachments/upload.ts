import { API_PATH, refused } from '../api/client.ts';
import type { components } from '../api/schema.gen.ts';

export type StoredFile = components['schemas']['StoredFile'];

interface UploadOptions {
  file: File;
  signal: AbortSignal;
  /** 0 to 1 */
  onProgress: (part: number) => void;
}

/** Stores a file on the server. XMLHttpRequest, because fetch does not tell how much is sent. */
export function uploadFile({ file, signal, onProgress }: UploadOptions): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const query = new URLSearchParams({ name: file.name, ...(file.type ? { type: file.type } : {}) });
    const request = new XMLHttpRequest();
    request.open('POST', `${API_PATH}/files?${query}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201) return resolve(request.response as StoredFile);
      const { status, statusText } = request;
      const headers = { 'x-request-id': request.getResponseHeader('x-request-id') ?? '' };
      reject(refused(new Response(null, { status, statusText, headers }), request.response));
    };
    // As fetch says it, so that the page says it the same way.
    request.onerror = () => reject(new TypeError('The upload was interrupted.'));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
