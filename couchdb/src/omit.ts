/** Copies a record without some of its members. */
export function omit<T extends object>(record: T, ...members: readonly string[]): Partial<T> {
  const kept: Partial<T> = { ...record }
  for (const member of members) Reflect.deleteProperty(kept, member)
  return kept
}
