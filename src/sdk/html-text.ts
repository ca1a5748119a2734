/** A text as the content of an element, or between double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** The page with some HTML as the last thing of its body. */
export function withHtmlAtEnd(html: string, last: string): string {
  const end = html.toLowerCase().lastIndexOf('</body>');
  const at = end === -1 ? html.length : end;
  return `${html.slice(0, at)}${last}${html.slice(at)}`;
}

/** The page with some HTML as the first thing of its body. */
export function withHtmlAtStart(html: string, first: string): string {
  const tag = /<body(?:\s[^>]*)?>/i.exec(html);
  const at = tag === null ? 0 : tag.index + tag[0].length;
  return `${html.slice(0, at)}${first}${html.slice(at)}`;
}
