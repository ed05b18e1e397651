import { expect, test } from 'vitest'
import { valuesOf } from '../report/values.ts'
import { inTurns } from './in-turns.ts'
import { type Way } from './way.ts'

const open = (): Promise<never> => Promise.reject(new Error('nobody opens this'))
const ways: readonly Way[] = [
  { name: 'totem', open },
  { name: 'couchdb', open },
]

test('ways are measured in turns, and a warm-up is thrown away', async () => {
  const order: string[] = []
  const samples = await inTurns(ways, { turns: 2, warmUp: true }, ({ name }) => {
    order.push(name)
    return Promise.resolve([order.length])
  })
  expect(order).toEqual(['totem', 'couchdb', 'totem', 'couchdb', 'totem', 'couchdb'])
  expect(samples).toEqual({ totem: [3, 5], couchdb: [4, 6] })
})

test('samples become one value for each way that was measured', () => {
  const largest = (taken: readonly number[]): number => Math.max(...taken)
  expect(valuesOf({ totem: [1, 2], floor: [3] }, largest)).toEqual({ totem: 2, floor: 3 })
  expect(() => valuesOf({ floor: [3] }, largest)).toThrow('Totem itself was not measured')
})
