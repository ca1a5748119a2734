import { assertBounded } from './bounds.ts';
import { parseTemplate, templateError } from './parse-template.ts';

/** What is replaced before a template is run: `{{> Name}}`, or a comment. */
export interface Insertion {
  /** undefined: a comment */
  name: string | undefined;
  /** offsets in the text, `end` behind it */
  start: number;
  end: number;
  /** both from 1 */
  line: number;
  column: number;
  /** in {{#if}}, {{#each}} or another block */
  inBlock: boolean;
}

/**
 * The parts that a template names, and its comments, in the order of the text; line ends are \n. Throws TEMPLATE for text
 * that is no template, and for parts with values, chosen by a value, or with a block.
 */
export function findInsertions(template: string): Insertion[] {
  assertBounded(template);
  const starts = lineStarts(template);
  const found: Insertion[] = [];
  visit(parseTemplate(template), (node, inBlock) => {
    const { start, end } = node.loc;
    const at = (place: { line: number; column: number }) => (starts[place.line - 1] ?? 0) + place.column;
    const place = { start: at(start), end: at(end), line: start.line, column: start.column + 1, inBlock };
    if (node.type === 'CommentStatement') found.push({ name: undefined, ...place });
    else found.push({ name: partName(node as hbs.AST.PartialStatement), ...place });
  });
  return found.sort((a, b) => a.start - b.start);
}

function partName(node: hbs.AST.PartialStatement): string {
  if (node.type !== 'PartialStatement') throw templateError(node.loc.start, 'a part has no block: write {{> Name}}.');
  if (node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0)
    throw templateError(node.loc.start, 'a part takes no values: it sees those of the e-mail. Write {{> Name}}.');
  if (node.name.type !== 'PathExpression')
    throw templateError(node.loc.start, 'the name of a part stands as it is: write {{> Name}}.');
  return (node.name as hbs.AST.PathExpression).original;
}

function visit(
  program: hbs.AST.Program | undefined,
  found: (node: hbs.AST.Statement, inBlock: boolean) => void,
  inBlock = false,
): void {
  for (const node of program?.body ?? []) {
    if (/^(CommentStatement|PartialStatement|PartialBlockStatement)$/.test(node.type)) found(node, inBlock);
    if (node.type !== 'BlockStatement') continue;
    visit((node as hbs.AST.BlockStatement).program, found, true);
    visit((node as hbs.AST.BlockStatement).inverse, found, true);
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
