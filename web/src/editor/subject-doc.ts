import type { DocNode } from './body-doc.ts';
import { type Piece, scanTemplate, writePieces } from './template-scan.ts';

/** A text template as a document of one line. */
export function readSubject(template: string): DocNode {
  const content = scanTemplate(template).pieces.map(
    (piece): DocNode =>
      piece.kind === 'text' ? { type: 'text', text: piece.text } : { type: 'token', attrs: { source: piece.source } },
  );
  return { type: 'doc', content: [{ type: 'paragraph', ...(content.length > 0 ? { content } : {}) }] };
}

/** The template of a document of one line, exactly as it was read. */
export function writeSubject(doc: DocNode): string {
  const nodes = doc.content?.[0]?.content ?? [];
  const pieces = nodes.flatMap((node): Piece[] =>
    node.type === 'token'
      ? [{ kind: 'token', source: String(node.attrs?.['source'] ?? '') }]
      : scanTemplate(node.text ?? '').pieces,
  );
  return writePieces(pieces);
}
