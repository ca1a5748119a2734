import { type FormInput, formInputSchema } from '../../schemas/form.gen.ts';
import type { Route } from '../../src/http/route.ts';
import { FORM, formView, listOf } from '../answers.ts';
import { authorOf, idOf, ifMatch } from '../request.ts';
import type { RuleDeps } from '../rule-deps.ts';
import { getForm, listForms } from './form.store.ts';
import { changeForm, createForm, deleteForm } from './forms.ts';

const DESIGNERS = ['administrator', 'designer'] as const;
const tag = 'forms';

export function formRoutes(deps: RuleDeps): Route[] {
  return [
    {
      method: 'GET',
      path: '/forms',
      id: 'listForms',
      summary: 'All forms',
      tag,
      allow: DESIGNERS,
      answer: { status: 200, description: 'The forms by name', schema: listOf('FormList', FORM) },
      handler: async () => ({ body: { items: (await listForms(deps.store)).map((form) => formView(form).body) } }),
    },
    {
      method: 'POST',
      path: '/forms',
      id: 'createForm',
      audit: 'form',
      summary: 'A new form',
      tag,
      allow: DESIGNERS,
      body: formInputSchema,
      answer: { status: 201, description: 'The form', schema: FORM },
      handler: async (request) => formView(await createForm(deps, request.body as FormInput, authorOf(request))),
    },
    {
      method: 'GET',
      path: '/forms/:id',
      id: 'getForm',
      summary: 'One form',
      tag,
      allow: DESIGNERS,
      answer: { status: 200, description: 'The form', schema: FORM },
      handler: async (request) => formView(await getForm(deps.store.read, idOf(request))),
    },
    {
      method: 'PUT',
      path: '/forms/:id',
      id: 'changeForm',
      audit: 'form',
      summary: 'Change a form',
      tag,
      allow: DESIGNERS,
      headers: ifMatch,
      body: formInputSchema,
      answer: { status: 200, description: 'The form as stored', schema: FORM },
      handler: async (request) =>
        formView(await changeForm(deps, idOf(request), request.body as FormInput, authorOf(request))),
    },
    {
      method: 'DELETE',
      path: '/forms/:id',
      id: 'deleteForm',
      audit: 'form',
      summary: 'Delete a form that no rule uses',
      tag,
      allow: DESIGNERS,
      headers: ifMatch,
      answer: { status: 204, description: 'Deleted' },
      handler: async (request) => {
        await deleteForm(deps, idOf(request), authorOf(request));
        return { status: 204 };
      },
    },
  ];
}
