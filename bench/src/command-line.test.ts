import { expect, test } from 'vitest'
import { parseCommandLine } from './command-line.ts'

const known = ['sell', 'live', 'outage']

test.for([
  { words: [], value: { quick: false, rows: known } },
  { words: ['--quick'], value: { quick: true, rows: known } },
  { words: ['outage', 'sell', '--quick'], value: { quick: true, rows: ['sell', 'outage'] } },
])('$words asks for $value', ({ words, value }) => {
  expect(parseCommandLine(words, known)).toEqual({ ok: true, value })
})

test.for([['--fast'], ['sell', 'nothing']])('%j is not understood', (words) => {
  expect(parseCommandLine(words, known)).toEqual({ ok: false, error: words.at(-1) })
})
