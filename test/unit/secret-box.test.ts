import { describe, expect, it } from 'vitest';
import { newSecretKey, openSecretBox } from '../../src/secrets/secret-box.ts';

const place = { connectorId: 'c1', field: '/imap/auth/password' };
const unreadable = expect.objectContaining({ code: 'SECRET_KEY' });

describe('the secret box', () => {
  it('opens what it sealed, and never seals the same text the same way', () => {
    const box = openSecretBox({ active: newSecretKey() });
    const sealed = box.seal('pässwörd', place);
    expect(box.open(sealed, place)).toBe('pässwörd');
    expect(box.seal('pässwörd', place)).not.toBe(sealed);
    expect(sealed).not.toContain('pässwörd');
  });

  it('refuses a sealed text of which any one character was changed', () => {
    const box = openSecretBox({ active: newSecretKey() });
    const sealed = box.seal('s3cret', place);
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      expect(() => box.open(changed, place), `position ${at}`).toThrowError(unreadable);
    }
  });

  it('refuses a sealed text that was moved to another connector or field', () => {
    const box = openSecretBox({ active: newSecretKey() });
    const sealed = box.seal('s3cret', place);
    expect(() => box.open(sealed, { ...place, connectorId: 'c2' })).toThrowError(unreadable);
    expect(() => box.open(sealed, { ...place, field: '/smtp/auth/password' })).toThrowError(unreadable);
  });

  it('opens with an old key of the ring, seals with the active one', () => {
    const [old, active] = [newSecretKey(), newSecretKey()];
    const sealed = openSecretBox({ active: old }).seal('s3cret', place);
    const box = openSecretBox({ active, old: [old] });
    expect(box.open(sealed, place)).toBe('s3cret');
    expect(() => openSecretBox({ active: old }).open(box.seal('new', place), place)).toThrowError(unreadable);
    expect(() => openSecretBox({ active }).open(sealed, place)).toThrowError(unreadable);
  });

  it('digests differ by key, so that they cannot be tried out with the database alone', () => {
    const [one, two] = [openSecretBox({ active: newSecretKey() }), openSecretBox({ active: newSecretKey() })];
    expect(one.digest('x')).toBe(one.digest('x'));
    expect(one.digest('x')).not.toBe(two.digest('x'));
  });

  it.each(['', 'short', 'x'.repeat(44), newSecretKey().slice(4)])('refuses the key "%s"', (active) => {
    expect(() => openSecretBox({ active })).toThrowError(expect.objectContaining({ code: 'CONFIG' }));
  });
});
