import { Alert, Anchor, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { shell } from '../words/shell.ts';

export interface FieldError {
  /** id of the input, so that the link can go there */
  inputId: string;
  message: string;
}

interface ErrorSummaryProps {
  errors: readonly FieldError[];
  /** changes with every try to save: then the summary gets the focus */
  attempt: number;
}

/** What is wrong, on top of the form, with a link to each field (WCAG 3.3.1). */
export function ErrorSummary({ errors, attempt }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const shown = errors.length > 0;
  useEffect(() => {
    if (shown && attempt > 0) box.current?.focus();
  }, [shown, attempt]);
  return (
    <div ref={box} tabIndex={-1} data-summary>
      {shown && (
        <Alert color="red" title={shell.problem.fields(errors.length)} icon={<IconAlertTriangle aria-hidden />} mb="md">
          <List size="sm">
            {errors.map(({ inputId, message }) => (
              <List.Item key={`${inputId} ${message}`}>
                <Anchor
                  size="sm"
                  href={`#${inputId}`}
                  className="error-link"
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(inputId)?.focus();
                  }}
                >
                  {message}
                </Anchor>
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </div>
  );
}
