/** JSON whose numbers are all safe integers: the only values that may be signed. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue }

/**
 * Prints a value as canonical JSON: keys sorted by UTF-16 code unit, no white space, integers only.
 * Equal values give equal bytes on every machine, so they can be hashed and signed (after RFC 8785).
 * Throws on a number that is not a safe integer: such a value never reaches a signature.
 */
export const canonicalJson = (value: CanonicalValue): string => {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`not a safe integer: ${value}`)
    return String(value)
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

const isList = (value: object): value is readonly CanonicalValue[] => Array.isArray(value)
