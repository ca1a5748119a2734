import { readFileSync } from 'node:fs';
import ts from 'typescript';

const MOST_LINES_OF_A_FUNCTION = 60;

export function textOf(file: string): string {
  return readFileSync(file, 'utf8');
}

export function linesOf(file: string): number {
  return textOf(file).trimEnd().split('\n').length;
}

/** A function that holds others (a factory and its methods) is measured without them: each is looked at on its own. */
export function longFunctions(file: string): string[] {
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ESNext, true);
  const found: string[] = [];
  const lineOf = (at: number) => source.getLineAndCharacterOfPosition(at).line;
  const linesIn = (node: ts.Node) => lineOf(node.getEnd()) - lineOf(node.getStart()) + 1;
  const visit = (node: ts.Node): number => {
    let nested = 0;
    ts.forEachChild(node, (child) => {
      nested += visit(child);
    });
    if (!ts.isFunctionLike(node)) return nested;
    const own = linesIn(node) - nested;
    if (own > MOST_LINES_OF_A_FUNCTION) found.push(`${file}:${lineOf(node.getStart()) + 1} has ${own} lines`);
    return linesIn(node) > 1 ? linesIn(node) - 1 : 0;
  };
  visit(source);
  return found;
}
