import { createHash } from 'node:crypto';
import Handlebars from 'handlebars';
import { Engine } from 'json-rules-engine';

/** What a mail needs to be built, the same for the product and for every reference. */
export interface Payslip {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  pdf: Buffer;
}

export const FROM = { name: 'Payroll', address: 'payroll@corp.example' };
export const PDF = stableBytes(50_000);
const PDF_BASE64 = PDF.toString('base64');

const TEXT = `Dear {{firstName}} {{lastName}},

please find attached your payslip for {{month}}.
{{#if active}}Your net salary of {{salary}} EUR is paid to {{iban}}.{{/if}}

Department: {{department}}
{{#each lines}}- {{label}}: {{amount}}
{{/each}}
Kind regards
Human Resources
`;
const HTML = `<html><body><p>Dear {{firstName}} {{lastName}},</p><p>please find attached your payslip for <b>{{month}}</b>.</p>
{{#if active}}<p>Your net salary of {{salary}} EUR is paid to {{iban}}.</p>{{/if}}
<table>{{#each lines}}<tr><td>{{label}}</td><td>{{amount}}</td></tr>{{/each}}</table>
<p>Kind regards<br>Human Resources</p></body></html>`;
export const TEMPLATES = { subject: 'Payslip {{month}} for {{firstName}} {{lastName}}', html: HTML, text: TEXT };
const subject = Handlebars.compile(TEMPLATES.subject);
const html = Handlebars.compile(HTML);
const text = Handlebars.compile(TEXT);

const LINES = [
  { label: 'Base salary', amount: '2500.00' },
  { label: 'Bonus', amount: '120.00' },
  { label: 'Tax', amount: '-430.10' },
  { label: 'Social security', amount: '-380.20' },
  { label: 'Meal', amount: '45.00' },
];

export const CONDITIONS = {
  all: [
    { fact: 'active', operator: 'equal', value: true },
    { fact: 'salary', operator: 'greaterThan', value: 2000 },
    { fact: 'country', operator: 'in', value: ['AT', 'DE', 'CH'] },
    { fact: 'department', operator: 'notEqual', value: 'Sales' },
  ],
};

const engine = new Engine();
engine.addRule({ conditions: CONDITIONS, event: { type: 'send' } });

/** The facts of one event, its PDF with it: all of them fulfil the conditions. */
export function employee(index: number) {
  return {
    email: `employee${index + 1}@corp.example`,
    firstName: 'Anna',
    lastName: `Müller-${index + 1}`,
    department: ['IT', 'HR', 'Finance'][index % 3] ?? 'IT',
    country: ['AT', 'DE', 'CH'][index % 3] ?? 'AT',
    active: true,
    salary: 2500 + (index % 100) * 10,
    month: '2026-11',
    iban: 'AT61 1904 3002 3457 3201',
    lines: LINES,
    payslip: { name: 'payslip.pdf', contentType: 'application/pdf', base64: PDF_BASE64 },
  };
}

/** Rule and templates with the bare libraries, templates compiled once. */
export async function payslipFor(index: number): Promise<Payslip> {
  const facts = employee(index);
  const { events } = await engine.run({ ...facts });
  if (events.length !== 1) throw new Error('The rule of the benchmark must fire.');
  return {
    to: { name: `${facts.firstName} ${facts.lastName}`, address: facts.email },
    subject: subject(facts),
    text: withCrLf(text(facts)),
    html: withCrLf(html(facts)),
    pdf: Buffer.from(facts.payslip.base64, 'base64'),
  };
}

/** As a mail has them, so that no reference has to turn them. */
function withCrLf(lines: string): string {
  return lines.replaceAll('\n', '\r\n');
}

/** The same bytes in each run; a PDF is compressed, so digests are as good. */
export function stableBytes(count: number): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')];
  let digest = Buffer.from('payslip');
  for (let length = 9; length < count; length += digest.length) {
    digest = createHash('sha256').update(digest).digest();
    parts.push(digest);
  }
  return Buffer.concat(parts).subarray(0, count);
}
