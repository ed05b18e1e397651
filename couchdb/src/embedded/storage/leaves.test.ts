import { expect, test } from 'vitest'
import { leavesOf } from './leaves.ts'

/** A chain of revisions as PouchDB keeps it, ending in the nodes given. */
const node = (hash: string, children: readonly unknown[] = [], marks: object = {}): unknown => [
  hash,
  { status: 'available', ...marks },
  children,
]

test.for<[string, readonly unknown[], readonly unknown[]]>([
  [
    'a document written once has one',
    [{ pos: 1, ids: node('a') }],
    [{ rev: '1-a', deleted: false }],
  ],
  [
    'a tombstone is one',
    [{ pos: 1, ids: node('a', [node('b', [], { deleted: true })]) }],
    [{ rev: '2-b', deleted: true }],
  ],
  [
    'branches end in one each, the longest first',
    [{ pos: 1, ids: node('a', [node('b'), node('c', [node('d')])]) }],
    [
      { rev: '3-d', deleted: false },
      { rev: '2-b', deleted: false },
    ],
  ],
  [
    'a history whose beginning was cut keeps its numbers, and of equals the greater hash is first',
    [
      { pos: 7, ids: node('a') },
      { pos: 7, ids: node('b') },
    ],
    [
      { rev: '7-b', deleted: false },
      { rev: '7-a', deleted: false },
    ],
  ],
])('leaves: %s', ([, tree, leaves]) => {
  expect(leavesOf(JSON.stringify({ id: 'x', rev_tree: tree }))).toEqual(leaves)
})
