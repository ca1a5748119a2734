import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldsQuery, formsQuery } from '../rules/rule-api.ts';
import { templates as words } from '../words/templates.ts';

const EXAMPLE = 'example';

/** The form and the record that a template is tried with. */
export function useSample() {
  const forms = useQuery(formsQuery).data ?? [];
  const [form, setForm] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const formId = form ?? forms[0]?.id ?? '';
  const known = useQuery(fieldsQuery({ kind: 'form', form: formId, event: 'submit' })).data;
  const samples = known?.samples ?? [];
  const id =
    samples.some((sample) => sample.id === chosen) || chosen === EXAMPLE ? chosen : (samples[0]?.id ?? EXAMPLE);
  return {
    forms: forms.map(({ id: value, name: label }) => ({ value, label })),
    formId,
    chooseForm: setForm,
    fields: known?.fields ?? [],
    records: [
      ...samples.map(({ id: value, label }) => ({ value, label })),
      { value: EXAMPLE, label: words.preview.example },
    ],
    recordId: id ?? EXAMPLE,
    chooseRecord: setChosen,
    facts: (samples.find((sample) => sample.id === id)?.facts ?? known?.example ?? {}) as object,
    ready: formId === '' || known !== undefined,
  };
}

export type Sample = ReturnType<typeof useSample>;
