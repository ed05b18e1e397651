/** Gives every order of a list: 120 for five things. */
export const permutations = <T>(list: readonly T[]): readonly (readonly T[])[] =>
  list.length === 0
    ? [[]]
    : list.flatMap((first, at) =>
        permutations(list.toSpliced(at, 1)).map((rest) => [first, ...rest]),
      )
