/** What the server wrote into index.html: where the page is mounted, and the nonce of its style elements. */
function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';
}

/** '' or '/mailrule'; without a slash at the end */
export const BASE_PATH = meta('base-path');

export const styleNonce = (): string => meta('csp-nonce');
