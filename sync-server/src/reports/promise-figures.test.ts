import { expect, test } from 'vitest'
import { promiseFigures } from './promise-figures.ts'

const promised = { fromMinutes: 10, toMinutes: 20 }
const after = (waitSeconds: number) => ({ promised, waitSeconds })

test('both ends of the range keep the promise, a second beyond breaks it', () => {
  expect(promiseFigures([599, 600, 1_200, 1_201].map(after))).toEqual({
    called: 4,
    within: 2,
    sooner: 1,
    differenceP50: -300,
  })
})

test('the difference is that to the middle of each customer’s own range', () => {
  const noWait = { promised: { fromMinutes: 0, toMinutes: 5 }, waitSeconds: 270 }
  expect(promiseFigures([after(1_500), noWait, after(1_020)])?.differenceP50).toBe(120)
})

test('nobody called is no figure', () => {
  expect(promiseFigures([])).toBeUndefined()
})
