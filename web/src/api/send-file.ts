import { API_PATH, refused } from './client.ts';

interface SendOptions {
  file: File;
  signal: AbortSignal;
  /** 0 to 1 */
  onProgress: (part: number) => void;
}

/** Sends a file as the body of a POST to a path below the API. XMLHttpRequest, because fetch does not tell how much is sent. */
export function sendFile<T>(path: string, { file, signal, onProgress }: SendOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${API_PATH}${path}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201 || request.status === 200) return resolve(request.response as T);
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
