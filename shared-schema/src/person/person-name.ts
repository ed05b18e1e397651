import * as v from 'valibot'
import { type Result, err, ok } from '../result/result.ts'

/** The longest name a ticket or a screen has room for, in characters. */
export const maxNameLength = 60

/** Parses a person's name: 2 to 60 characters, letters of any language, and no control characters. */
export const PersonName = v.pipe(
  v.string(),
  v.minLength(2),
  v.maxLength(maxNameLength),
  v.regex(/^\p{L}[\p{L}\p{M}'’. -]*$/u),
  v.brand('PersonName'),
)
/** A person's name, never logged. */
export type PersonName = v.InferOutput<typeof PersonName>

/** Why typed text is not a name. */
export type NameProblem = 'empty' | 'too_short' | 'too_long' | 'not_a_name'

/** Reads a name as a person types it; outer and double spaces are forgiven. */
export const parsePersonName = (typed: string): Result<PersonName, NameProblem> => {
  const name = typed.normalize('NFC').trim().replace(/\s+/g, ' ')
  if (name === '') return err('empty')
  if (name.length < 2) return err('too_short')
  if (name.length > maxNameLength) return err('too_long')
  const parsed = v.safeParse(PersonName, name)
  return parsed.success ? ok(parsed.output) : err('not_a_name')
}

/** Gives what staff may call out and screens may show: the first name and the initial of the last. */
export const callName = (name: PersonName): string => {
  const words = name.split(' ').filter((word) => word !== '')
  const [first = name, last] = [words[0], words.length > 1 ? words.at(-1) : undefined]
  // A whole character with its accents: `charAt` would cut one beyond the 16-bit range in half.
  const initial = /^.\p{M}*/u.exec(last ?? '')?.[0]
  return initial === undefined ? first : `${first} ${initial}.`
}
