/** Characters that reorder or hide text (bidi controls, zero width): "exe.pdf" must not be a disguised "fdp.exe". */
const HIDING = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const LONGEST = 200;
/** Devices of Windows, whatever extension follows; a file of that name cannot be stored there. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\.|$)/i;

/** The base name of what a client calls its file, safe to show and to send; the extension survives the shortening. */
export function cleanFileName(name: string): string {
  const base = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = base
    .replace(/\p{Cc}/gu, '')
    .replace(HIDING, '')
    .trim()
    .replace(DEVICE, '_$&');
  if (visible === '' || visible === '.' || visible === '..') return 'file';
  if (visible.length <= LONGEST) return visible;
  const extension = /\.[^.]{1,10}$/.exec(visible)?.[0] ?? '';
  return `${visible.slice(0, LONGEST - extension.length)}${extension}`;
}

/** Content-Disposition (RFC 6266, RFC 8187). Never inline: a page that somebody sent must not run in the origin of this server. */
export function downloadHeader(name: string): string {
  const encoded = encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}
