import ts from 'typescript';

/** Attributes, and properties of objects given to attributes, that people read or hear. */
const READ = new Set([
  'label',
  'title',
  'placeholder',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'error',
  'alt',
  'children',
]);
const NOTICES = new Set(['noticeDone']);

/** The words that stand in a screen itself: `file:line: text`. They belong into web/src/words. */
export function literalWords(file: string, code: string): string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const refuse = (node: ts.Node) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${file}:${line + 1}: ${node.getText().trim()}`);
  };
  const visit = (node: ts.Node): void => {
    for (const text of shownBy(node)) if (hasLetters(text)) refuse(text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What this node alone puts before the reader. */
function shownBy(node: ts.Node): ts.Node[] {
  if (ts.isJsxText(node)) return [node];
  if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) return textsOf(node.expression);
  if (ts.isJsxAttribute(node) && READ.has(node.name.getText())) return textsOf(node.initializer);
  if (ts.isPropertyAssignment(node) && READ.has(nameOf(node.name))) return textsOf(node.initializer);
  if (ts.isCallExpression(node) && NOTICES.has(node.expression.getText())) return node.arguments.flatMap(textsOf);
  return [];
}

/** The texts an expression can come to, as far as they are written out in it. */
function textsOf(node: ts.Node | undefined): ts.Node[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return [node];
  if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const kind = node.operatorToken.kind;
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return textsOf(node.right);
    const joins = [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.PlusToken];
    return joins.includes(kind) ? [...textsOf(node.left), ...textsOf(node.right)] : [];
  }
  return [];
}

function hasLetters(node: ts.Node): boolean {
  const text = ts.isTemplateExpression(node)
    ? node.head.text + node.templateSpans.map(({ literal }) => literal.text).join('')
    : ts.isStringLiteralLike(node) || ts.isJsxText(node)
      ? node.text
      : '';
  return /\p{L}/u.test(text);
}

function nameOf(name: ts.PropertyName): string {
  return ts.isStringLiteral(name) || ts.isIdentifier(name) ? name.text : '';
}
