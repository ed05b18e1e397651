import { expect, test } from 'vitest'
import { inkOn } from './ink-on.ts'

test.for([
  ['#0e7490', '#ffffff'],
  ['#7c3aed', '#ffffff'],
  ['#000000', '#ffffff'],
  ['#ffffff', '#08262c'],
  ['#facc15', '#08262c'],
  ['#22d3ee', '#08262c'],
])('on %s one reads %s', ([color, ink]) => {
  expect(inkOn(color!)).toBe(ink)
})
