import { err, ok, type Result } from '@totem/shared-schema'

/** What a person asked the bench for. */
export interface BenchCommand {
  /** Small counts: shows that everything runs, measures little. */
  readonly quick: boolean
  /** Names of the rows to run, in the order of the bench. */
  readonly rows: readonly string[]
}

/** Parses the arguments; without names all rows are wanted. An unknown word is the error. */
export const parseCommandLine = (
  words: readonly string[],
  known: readonly string[],
): Result<BenchCommand, string> => {
  const wanted = words.filter((word) => word !== '--quick')
  const unknown = wanted.find((word) => !known.includes(word))
  if (unknown !== undefined) return err(unknown)
  return ok({
    quick: words.includes('--quick'),
    rows: known.filter((name) => wanted.length === 0 || wanted.includes(name)),
  })
}
