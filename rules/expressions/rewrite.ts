import type { TemplateUse } from '../../src/sdk/index.ts';
import type { Helper } from './helper.ts';
import { templateError } from './parse-template.ts';

/** Helpers of our own that no template can name: `$` begins no name in the list of helpers. */
export const VALUE = '$value';
export const NEED = '$need';
/** The option in which a helper is told which field its first argument is. */
export const FIELD = '$field';

const BLOCKS = ['if', 'unless', 'each'];
const LOOP_VALUES = ['index', 'first', 'last', 'key'];
const NEVER = [
  '__proto__',
  'constructor',
  'prototype',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
];
/** The start of an attribute's value at the end of a piece of HTML. */
const LINK_ATTRIBUTE = /\b(?:href|src|action|formaction|background)\s{0,9}=\s{0,9}["']?$/i;
const SCRIPT_ATTRIBUTE = /\bon[a-z]{2,30}\s{0,9}=\s{0,9}["']?[^"'<>]{0,300}$/i;

type Node = hbs.AST.Node;
type Expression = hbs.AST.Expression;

interface Walk {
  helpers: ReadonlyMap<string, Helper>;
  fields: Set<string>;
  places: Map<string, { line: number; column: number }>;
  /** where the {{...}} begins that is looked at */
  statement: { line: number; column: number };
  used: Set<string>;
  /** what `this` is in each enclosing loop: '' for the facts, 'lines.*' in a loop over lines */
  scopes: string[];
}

/**
 * Checks a tree against what is allowed and turns it into what is run: every value goes through `$value`, which
 * counts, and names what is missing; every argument of a strict helper through `$need`. Changes `program`.
 */
export function rewriteTemplate(program: hbs.AST.Program, helpers: ReadonlyMap<string, Helper>): TemplateUse {
  const statement = { line: 1, column: 0 };
  const walk: Walk = { helpers, fields: new Set(), places: new Map(), statement, used: new Set(), scopes: [''] };
  rewriteProgram(walk, program);
  return { fields: [...walk.fields].sort(), helpers: [...walk.used].sort(), places: walk.places };
}

function rewriteProgram(walk: Walk, program: hbs.AST.Program | undefined): void {
  if (program === undefined) return;
  if (program.blockParams?.length)
    throw at(program, 'names between bars (as |row|) are not possible; use the field names.');
  program.body.forEach((node, index) => {
    walk.statement = node.loc.start;
    switch (node.type) {
      case 'ContentStatement':
      case 'CommentStatement':
        return;
      case 'MustacheStatement':
        assertPlace(program.body[index - 1], node as hbs.AST.MustacheStatement);
        rewriteMustache(walk, node as hbs.AST.MustacheStatement);
        return;
      case 'BlockStatement':
        rewriteBlock(walk, node as hbs.AST.BlockStatement);
        return;
      default:
        throw at(node, 'partials and decorators are not possible here.');
    }
  });
}

function rewriteMustache(walk: Walk, node: hbs.AST.MustacheStatement): void {
  if (!node.escaped) throw at(node, 'triple braces are not possible: values are always escaped. Use two braces.');
  if (node.path.type !== 'PathExpression') throw at(node, 'a field or a helper is expected here, not a fixed value.');
  const path = node.path as hbs.AST.PathExpression;
  const isCall = node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0;
  const name = isCall ? callName(walk, node) : fieldName(walk, path);
  const value = isCall ? call(walk, { ...node, type: 'SubExpression', path } as hbs.AST.SubExpression) : path;
  node.path = helperPath(VALUE, node);
  node.params = [value];
  node.hash = nameHash(name, node);
  if (isCall) {
    // {{default nick ""}}: what a helper for absent values answers was meant, even when it is empty.
    const key = walk.helpers.get(path.original)?.lenient ? 'replaced' : 'strict';
    const { loc } = node;
    const value = { type: 'BooleanLiteral', value: true, original: true, loc } as hbs.AST.BooleanLiteral;
    node.hash.pairs.push({ type: 'HashPair', key, value, loc });
  }
}

function rewriteBlock(walk: Walk, node: hbs.AST.BlockStatement): void {
  const name = node.path.type === 'PathExpression' ? (node.path as hbs.AST.PathExpression).original : '';
  if (!BLOCKS.includes(name)) throw at(node, `there is no block "${name}"; use #if, #unless or #each.`);
  const [subject] = node.params;
  if (subject === undefined || node.params.length > 1 || (node.hash?.pairs.length ?? 0) > 0) {
    throw at(node, `#${name} takes exactly one value.`);
  }
  if (name === 'each') {
    if (subject.type !== 'PathExpression') throw at(node, '#each needs the name of a list.');
    const list = fieldName(walk, subject as hbs.AST.PathExpression);
    node.params = [need(walk, subject)];
    walk.scopes.push(list === '' ? '*' : `${list}.*`);
    rewriteProgram(walk, node.program);
    walk.scopes.pop();
  } else {
    node.params = [operand(walk, subject, true)];
    rewriteProgram(walk, node.program);
  }
  rewriteProgram(walk, node.inverse);
}

/** A checked call; its arguments are needed unless the helper says that it can do without. */
function call(walk: Walk, node: hbs.AST.SubExpression): hbs.AST.SubExpression {
  const name = (node.path as hbs.AST.PathExpression).original;
  const helper = walk.helpers.get(name);
  if (helper === undefined)
    throw at(node, `there is no helper "${name}". There are: ${[...walk.helpers.keys()].join(', ')}.`);
  const [fewest, most] = helper.arity;
  if (node.params.length < fewest || node.params.length > most) throw at(node, `write it like ${helper.usage}.`);
  const unknown = node.hash?.pairs.find(({ key }) => !helper.options.includes(key));
  if (unknown !== undefined) throw at(node, `"${name}" has no option "${unknown.key}"; write it like ${helper.usage}.`);
  walk.used.add(name);
  const field = helper.ofField ? fieldOption(walk, node, helper) : undefined;
  node.params = node.params.map((param) => operand(walk, param, helper.lenient));
  for (const pair of node.hash?.pairs ?? []) pair.value = operand(walk, pair.value, helper.lenient);
  if (field !== undefined) {
    node.hash = { type: 'Hash', loc: node.loc, pairs: [...(node.hash?.pairs ?? []), field] };
  }
  return node;
}

function fieldOption(walk: Walk, node: hbs.AST.SubExpression, { usage }: Helper): hbs.AST.HashPair {
  const [first] = node.params;
  if (first?.type !== 'PathExpression') throw at(node, `name a field, as in ${usage}.`);
  const name = fieldName(walk, first as hbs.AST.PathExpression);
  const { loc } = node;
  const value = { type: 'StringLiteral', value: name, original: name, loc } as hbs.AST.StringLiteral;
  return { type: 'HashPair', key: FIELD, value, loc };
}

function operand(walk: Walk, node: Expression, lenient: boolean): Expression {
  if (node.type === 'SubExpression') return call(walk, node as hbs.AST.SubExpression);
  if (node.type !== 'PathExpression') return node;
  if (!lenient) return need(walk, node);
  fieldName(walk, node as hbs.AST.PathExpression);
  return node;
}

function need(walk: Walk, node: Expression): Expression {
  const name = fieldName(walk, node as hbs.AST.PathExpression);
  const { loc } = node;
  return {
    type: 'SubExpression',
    path: helperPath(NEED, node),
    params: [node],
    hash: nameHash(name, node),
    loc,
  } as Expression;
}

/** What a missing result is called: the first field of the call, or the helper. */
function callName(walk: Walk, node: { path: Node; params: Expression[] }): string {
  const field = node.params.find((param) => param.type === 'PathExpression') as hbs.AST.PathExpression | undefined;
  return field === undefined ? (node.path as hbs.AST.PathExpression).original : fieldName(walk, field);
}

/** The dot path of a field from the facts on; notes it. '' for the facts themselves and for the values of a loop. */
function fieldName(walk: Walk, path: hbs.AST.PathExpression): string {
  const forbidden = path.parts.find((part) => NEVER.includes(part));
  if (forbidden !== undefined) throw at(path, `"${forbidden}" cannot be the name of a field.`);
  if (path.data) return dataName(walk, path);
  const scope = walk.scopes.at(-1 - path.depth);
  if (scope === undefined) throw at(path, '"../" leads out of the facts.');
  const name = [...(scope === '' ? [] : [scope]), ...path.parts].join('.');
  if (name === '') throw at(path, 'name a field; "this" is the current row of #each.');
  return noted(walk, name);
}

function noted(walk: Walk, name: string): string {
  const { line, column } = walk.statement;
  walk.fields.add(name);
  if (!walk.places.has(name)) walk.places.set(name, { line, column: column + 1 });
  return name;
}

function dataName(walk: Walk, path: hbs.AST.PathExpression): string {
  const [name = '', ...rest] = path.parts;
  if (name === 'root' && rest.length > 0) {
    return noted(walk, rest.join('.'));
  }
  if (rest.length === 0 && walk.scopes.length > 1 && LOOP_VALUES.includes(name)) return `@${name}`;
  throw at(path, `there is no "@${path.parts.join('.')}" here; in #each there are @index, @first, @last and @key.`);
}

/** A value at the start of a link's address could be "javascript:...", and inside an event attribute it would be code. */
function assertPlace(before: Node | undefined, node: hbs.AST.MustacheStatement): void {
  if (before?.type !== 'ContentStatement') return;
  const text = (before as hbs.AST.ContentStatement).value.slice(-400);
  if (SCRIPT_ATTRIBUTE.test(text)) throw at(node, 'a value cannot stand in a script attribute such as onclick.');
  const isUrl = node.params.length > 0 && (node.path as hbs.AST.PathExpression).original === 'url';
  if (LINK_ATTRIBUTE.test(text) && !isUrl)
    throw at(node, 'a link begins with a value here: write {{url field}}, which checks it.');
}

function helperPath(name: string, { loc }: Node): hbs.AST.PathExpression {
  return { type: 'PathExpression', data: false, depth: 0, parts: [name], original: name, loc };
}

function nameHash(name: string, { loc }: Node): hbs.AST.Hash {
  const value = { type: 'StringLiteral', value: name, original: name, loc } as hbs.AST.StringLiteral;
  return { type: 'Hash', pairs: [{ type: 'HashPair', key: 'name', value, loc }], loc };
}

function at(node: Node, message: string) {
  return templateError(node.loc.start, message);
}
