import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDemultiplexer, type PrinterWord } from './demultiplex.ts'

const wordsOf = (bytes: readonly number[]): readonly PrinterWord[] =>
  createDemultiplexer()(Uint8Array.from(bytes))

const spoken: readonly { readonly bytes: readonly number[]; readonly word: PrinterWord }[] = [
  { bytes: [0x12], word: { kind: 'answer', byte: 0x12 } },
  { bytes: [0x16], word: { kind: 'answer', byte: 0x16 } },
  { bytes: [0x7e], word: { kind: 'answer', byte: 0x7e } },
  {
    bytes: [0x14, 0x00, 0x00, 0x0f],
    word: { kind: 'report', bytes: [0x14, 0x00, 0x00, 0x0f] },
  },
  {
    bytes: [0x3c, 0x00, 0x0c, 0x0f],
    word: { kind: 'report', bytes: [0x3c, 0x00, 0x0c, 0x0f] },
  },
  { bytes: [0x00], word: { kind: 'fence', byte: 0x00 } },
  { bytes: [0x0c], word: { kind: 'fence', byte: 0x0c } },
  {
    bytes: [0x37, 0x22, 0x30, 0x30, 0x31, 0x41, 0x00],
    word: { kind: 'completed', mark: '001A' },
  },
]

test.for(spoken)('$bytes is a word of its own', ({ bytes, word }) => {
  expect(wordsOf(bytes)).toEqual([word])
})

test('words are told apart wherever the pipe cuts them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...spoken), fc.array(fc.nat({ max: 7 })))),
      (said) => {
        const hear = createDemultiplexer()
        const heard = said.flatMap(([{ bytes }, cuts]) => {
          const edges = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
          return edges.flatMap((edge, index) =>
            hear(Uint8Array.from(bytes.slice(index === 0 ? 0 : edges[index - 1], edge))),
          )
        })
        expect(heard).toEqual(said.map(([{ word }]) => word))
      },
    ),
  )
})

test('a name or serial number that was not asked for is passed over', () => {
  expect(wordsOf([0x5f, 0x45, 0x50, 0x53, 0x00, 0x12])).toEqual([{ kind: 'answer', byte: 0x12 }])
})

test('flow control and noise say nothing', () => {
  expect(wordsOf([0x11, 0x13, 0xff, 0x80, 0x12])).toEqual([{ kind: 'answer', byte: 0x12 }])
})

test('a block without an end does not make us deaf', () => {
  const words = wordsOf([0x37, ...Array.from({ length: 200 }, () => 0xff), 0x12])
  expect(words.at(-1)).toEqual({ kind: 'answer', byte: 0x12 })
})

test('no stream of bytes breaks the ear or is kept for ever', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (pieces) => {
      const hear = createDemultiplexer()
      for (const piece of pieces) hear(piece)
      const healthy = hear(Uint8Array.from([...Array.from({ length: 400 }, () => 0xff), 0x12]))
      expect(healthy.at(-1)).toEqual({ kind: 'answer', byte: 0x12 })
    }),
  )
})
