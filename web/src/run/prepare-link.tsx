import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { mayUse, useMe } from '../session/me.ts';

const OPERATORS = ['administrator', 'payroll_operator'];

/** To where files, matching and problems are; for those who may change them. */
export function PrepareLink({ id, label }: { id: string; label: string }) {
  if (!mayUse(useMe(), OPERATORS)) return null;
  return (
    <Button component={Link} to={`/payroll/${id}/prepare`} variant="default" mt="sm">
      {label}
    </Button>
  );
}
