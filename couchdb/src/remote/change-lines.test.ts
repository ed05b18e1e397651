import { expect, test } from 'vitest'
import { createChangeLines } from './change-lines.ts'

const row = (id: string): string =>
  JSON.stringify({ seq: `${id}-seq`, id, changes: [{ rev: '1-a' }], doc: { _id: id, _rev: '1-a' } })

const start = () => {
  const proofs = { count: 0 }
  const lines = createChangeLines(() => {
    proofs.count += 1
  })
  return { proofs, read: (text: string) => lines.read(text).map(({ doc }) => doc._id) }
}

test('rows come out as their lines are complete, wherever the text is cut', () => {
  const { read } = start()
  const text = `${row('a')}\n\n${row('ç')}\n${row('c')}\n`
  for (let cut = 0; cut <= text.length; cut += 7)
    expect([...read(text.slice(0, cut)), ...read(text.slice(cut))]).toEqual(['a', 'ç', 'c'])
})

test('indexes, which are stored as documents too, are left out', () => {
  const { read } = start()
  expect(read(`${row('_design/by-day')}\n${row('a')}\n`)).toEqual(['a'])
})

test('a feed is proven by a row, or by its second sign of life', () => {
  const [byRow, byLife] = [start(), start()]
  byRow.read(`${row('a')}\n`)
  byLife.read('\n')
  expect([byRow.proofs.count, byLife.proofs.count]).toEqual([1, 0])
  byLife.read('\n')
  expect(byLife.proofs.count).toBe(1)
})

test.for(['{"error":"not_found"}\n', '{"last_seq":"9-x","pending":0}\n', '<html>\n'])(
  '%j is no change',
  (text) => {
    expect(() => start().read(text)).toThrow('CouchDB told something else than a change')
  },
)
