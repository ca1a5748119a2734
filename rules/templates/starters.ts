import { readFile } from 'node:fs/promises';

export interface Starter {
  id: string;
  title: string;
  summary: string;
  html: string;
}

const STARTERS = [
  { id: 'plain', title: 'Plain', summary: 'White page, 600 pixels wide, a line at the end' },
  {
    id: 'notice',
    title: 'Notice with a button',
    summary: 'A coloured heading; links with the class "button" are buttons',
  },
  { id: 'payslip-letter', title: 'Payslip letter', summary: 'A letter with sender, confidentiality note and tables' },
] as const;

/** The layouts that come with the product, to start an own one from. */
export async function listStarters(): Promise<Starter[]> {
  return Promise.all(
    STARTERS.map(async (starter) => ({
      ...starter,
      html: await readFile(new URL(`./layouts/${starter.id}.html`, import.meta.url), 'utf8'),
    })),
  );
}
