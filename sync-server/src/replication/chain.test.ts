import { EventId, hashText } from '@totem/shared-schema'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { faultIn, isWhole, joinLinks, type Link, type Stretch } from './chain.ts'

const event = (name: number | string): EventId => v.parse(EventId, hashText(String(name)))
const chainOf = (length: number): readonly Link[] =>
  Array.from({ length }, (_, at) => ({ id: event(at), prev: at === 0 ? null : event(at - 1) }))

const shuffledChain = fc
  .integer({ min: 1, max: 30 })
  .chain((length) => fc.shuffledSubarray([...chainOf(length)], { minLength: length }))

test('a chain is whole in whatever order and in however many parts its links come', () => {
  fc.assert(
    fc.property(shuffledChain, fc.integer({ min: 1, max: 5 }), (links, size) => {
      let stretches: readonly Stretch[] = []
      for (let at = 0; at < links.length; at += size)
        stretches = joinLinks(stretches, links.slice(at, at + size))
      expect(stretches).toEqual([{ after: null, last: event(links.length - 1) }])
      expect([isWhole(stretches), faultIn(links)]).toEqual([true, undefined])
    }),
  )
})

test('a missing link tears it, and the gap is named by what was lost', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 30 }), fc.nat(), (length, pick) => {
      const lost = 1 + (pick % (length - 2))
      const links = chainOf(length).filter((_, at) => at !== lost)
      expect(isWhole(joinLinks([], links))).toBe(false)
      expect(faultIn(links)).toEqual({ fault: 'gap', after: event(lost) })
    }),
  )
})

test('two events after one are a fork, wherever it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 30 }), fc.nat(), (length, pick) => {
      const after = event(pick % length)
      const links = [...chainOf(length), { id: event('clone'), prev: after }]
      const isAtEnd = pick % length === length - 1
      expect(isWhole(joinLinks([], links))).toBe(isAtEnd)
      expect(faultIn(links)).toEqual(isAtEnd ? undefined : { fault: 'fork', after })
    }),
  )
})

test('two beginnings are a fork: the device began anew under its old key', () => {
  const links = [...chainOf(2), { id: event('again'), prev: null }]
  expect(isWhole(joinLinks([], links))).toBe(false)
  expect(faultIn(links)).toEqual({ fault: 'fork', after: event('again') })
})

test('an empty chain is whole', () => {
  expect([isWhole([]), faultIn([])]).toEqual([true, undefined])
})
