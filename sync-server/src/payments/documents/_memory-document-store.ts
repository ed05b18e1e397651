import * as v from 'valibot'
import { type DocumentStore } from './document-store.ts'

/** A document store without a database, for histories that want thousands of steps; it passes the same suite. */
export interface MemoryDocumentStore<T> extends DocumentStore<T> {
  readonly all: () => readonly T[]
}

/** Makes one. Others come in between reading and writing, as they do with a database. */
export const createMemoryDocumentStore = <T extends { readonly type: string }>(
  schema: v.GenericSchema<unknown, T>,
): MemoryDocumentStore<T> => {
  const texts = new Map<string, string>()
  const read = (id: string): T | undefined => {
    const text = texts.get(id)
    return text === undefined ? undefined : v.parse(schema, JSON.parse(text))
  }
  return {
    all: () => [...texts.keys()].toSorted().flatMap((id) => read(id) ?? []),
    get: async (id) => {
      await othersWork()
      return read(id)
    },
    decide: async (id, decision) => {
      for (;;) {
        await othersWork()
        const before = texts.get(id)
        const current = read(id)
        const next = decision(current)
        if (next === undefined) return { document: current, isWritten: false }
        await othersWork()
        if (texts.get(id) !== before) continue
        texts.set(id, JSON.stringify(next))
        return { document: next, isWritten: true }
      }
    },
    idsIn: async (state, where = {}) => {
      await othersWork()
      const wanted = Object.entries({ state, ...where })
      return [...texts.keys()].toSorted().filter((id) => {
        const document = JSON.parse(texts.get(id) ?? '{}') as Readonly<Record<string, unknown>>
        return wanted.every(([name, value]) => document[name] === value)
      })
    },
  }
}

/** Lets whatever else is under way go on for a moment. */
export const othersWork = (): Promise<void> => Promise.resolve()
