import { expect, test } from 'vitest'
import { ana, anEvent, bia, folded, otherTablet, tablet } from '../../ticket/_a-ticket.ts'
import { racesBetween } from './lost-races.ts'

const mine = anEvent('called', { at: 300, by: ana })
const theirs = anEvent('called', { at: 200, by: bia })
const before = folded(mine)
const after = folded(mine, theirs)

test('an own act that stopped counting is told', () => {
  expect(racesBetween([before], [after], tablet)).toEqual([
    { kind: 'lost_race', ticket: after, type: 'called', reason: 'already_called' },
  ])
})

test('the device that won is told nothing', () => {
  expect(racesBetween([folded(theirs)], [after], otherTablet)).toEqual([])
})

test('an act that never counted here was refused at once and is not told again', () => {
  expect(racesBetween([folded(theirs)], [after], tablet)).toEqual([])
})

test('a ticket seen for the first time tells nothing', () => {
  expect(racesBetween([], [after], tablet)).toEqual([])
})

test('what is told once is not told again', () => {
  expect(racesBetween([after], [folded(mine, theirs)], tablet)).toEqual([])
})

test('an act taken back on purpose is not a race', () => {
  const undone = anEvent('undone', { at: 400, by: bia, data: { event: mine.id } })
  expect(racesBetween([before], [folded(mine, undone)], tablet)).toEqual([])
})
