import type { RunColumn } from './match-queries.ts';

/** Headings of columns as payroll programs write them, in English, German and French; the likeliest first. */
const NUMBERS = [
  ...['employeeid', 'employeeno', 'employeenumber', 'employeenr', 'personnelnumber', 'personnelno', 'personid'],
  ...['staffid', 'staffno', 'staffnumber', 'payrollnumber', 'payrollno', 'payrollid', 'empid', 'empno', 'workerid'],
  ...['personalnummer', 'personalnr', 'persnr', 'pnr', 'mitarbeiternummer', 'mitarbeiternr', 'manr', 'mitarbeiterid'],
  ...[
    'matricule',
    'numeromatricule',
    'nmatricule',
    'numeroemploye',
    'noemploye',
    'numerosalarie',
    'idsalarie',
    'idemploye',
  ],
  ...['nummer', 'number', 'numero', 'nr', 'no', 'id'],
];
const ADDRESSES = [
  ...['email', 'emailaddress', 'workemail', 'businessemail', 'emailwork', 'privateemail', 'mail', 'mailaddress'],
  ...['emailadresse', 'mailadresse', 'emaildienstlich', 'emailprivat', 'privateemail'],
  ...['courriel', 'adressecourriel', 'adresseemail', 'adressemail', 'adresseelectronique', 'mel'],
];
const FILES = [
  'document',
  'file',
  'filename',
  'pdf',
  'payslip',
  'datei',
  'dateiname',
  'dokument',
  'beleg',
  'fichier',
  'nomfichier',
  'bulletin',
];

export interface Suggestion {
  ownerField: string | undefined;
  addressField: string | undefined;
  /** of the file's name, where there is one */
  fileColumn: string | undefined;
}

/** The columns that most likely are the person's number and address: by heading, then by what is in them. */
export function suggestColumns(columns: readonly RunColumn[]): Suggestion {
  const addressField = byHeading(columns, ADDRESSES) ?? columns.find(holdsAddresses)?.name;
  const others = columns.filter(({ name }) => name !== addressField);
  const fileColumn = byHeading(others, FILES) ?? others.find(holdsPdfNames)?.name;
  return { ownerField: byHeading(others, NUMBERS), addressField, fileColumn };
}

function byHeading(columns: readonly RunColumn[], names: readonly string[]): string | undefined {
  const found = columns
    .map(({ name }) => ({ name, rank: names.indexOf(headingKey(name)) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank);
  return found[0]?.name;
}

/** 'N° de l'employé' and 'E-Mail (privat)' without signs, accents and small words. */
export function headingKey(heading: string): string {
  return heading
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/n°|№/g, 'numero')
    .replace(/\b(de|du|des|d|l|la|le|der|die|das|of|the)\b/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function holdsAddresses({ samples }: RunColumn): boolean {
  const filled = samples.filter((sample) => sample !== '');
  return filled.length > 0 && filled.every((sample) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(sample));
}

function holdsPdfNames({ samples }: RunColumn): boolean {
  return samples.some((sample) => /\.pdf$/i.test(sample));
}
