import { expect, test } from 'vitest'
import { reportTable } from './report-table.ts'

test('a table shows values, ratios, and whether each figure was reached', () => {
  const table = reportTable([
    {
      name: 'live',
      lines: [
        {
          what: 'p50',
          unit: 'ms',
          values: { totem: 12.345, couchdb: 123.4, floor: 4.567 },
          figures: [
            { kind: 'at_most', value: 25 },
            { kind: 'times', factor: 0.05, of: 'couchdb' },
            { kind: 'times', factor: 3, of: 'floor' },
          ],
        },
        { what: 'up', unit: 'kB', values: { totem: 1 } },
      ],
    },
    { name: 'outage', lines: [], failure: 'the gateway did not start' },
  ])
  expect(table.split('\n')).toEqual([
    '| measured                          | Totem   | on CouchDB | ratio | floor   | ratio | to reach                             | reached          |',
    '| --------------------------------- | ------- | ---------- | ----- | ------- | ----- | ------------------------------------ | ---------------- |',
    '| live: p50                         | 12.3 ms | 123 ms     | 0.10× | 4.57 ms | 2.70× | ≤ 25 ms, ≤ 0.05× CouchDB, ≤ 3× floor | yes, **no**, yes |',
    '| live: up                          | 1.00 kB | –          | –     | –       | –     | –                                    | –                |',
    '| outage: the gateway did not start | –       | –          | –     | –       | –     | –                                    | failed           |',
  ])
})

test('a figure against somebody who was not measured stays open', () => {
  const table = reportTable([
    {
      name: 'live',
      lines: [
        {
          what: 'p50',
          unit: 'ms',
          values: { totem: 12 },
          figures: [{ kind: 'times', factor: 3, of: 'floor' }],
        },
      ],
    },
  ])
  expect(table.split('\n').at(-1)).toBe(
    '| live: p50 | 12.0 ms | –          | –     | –     | –     | ≤ 3× floor | –       |',
  )
})
