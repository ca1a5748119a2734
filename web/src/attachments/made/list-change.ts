/** The list with another entry in this place. */
export function replaced<T>(list: readonly T[], index: number, entry: T): T[] {
  return list.map((one, place) => (place === index ? entry : one));
}

export function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, place) => place !== index);
}

/** The same list where it cannot move any further. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): T[] {
  const [one, other] = [list[index], list[index + by]];
  if (one === undefined || other === undefined) return [...list];
  return replaced(replaced(list, index, other), index + by, one);
}

/** The entry with one of its parts set; undefined or '' takes it out. */
export function withPart<T extends object, Name extends keyof T>(entry: T, name: Name, value: T[Name] | undefined): T {
  const { [name]: _, ...rest } = entry;
  return (value === undefined || value === '' ? rest : { ...entry, [name]: value }) as T;
}
