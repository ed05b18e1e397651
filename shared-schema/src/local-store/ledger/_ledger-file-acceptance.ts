import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LedgerFile, type LedgerFolder } from './ledger-file.ts'

/** A disk with a ledger folder on it, as one adapter sees it. */
export interface LedgerFolderWorld {
  readonly folder: () => LedgerFolder
  /** Ends the process that holds the files and begins a new one; only what is on the disk stays. */
  readonly restart: () => Promise<void>
  /** Makes the disk take nothing more; absent where an adapter's disk cannot be filled in a test. */
  readonly disk?: { readonly fill: () => Promise<void>; readonly free: () => Promise<void> }
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** Says what every adapter of the ledger port keeps to, real or fake. */
export const describeLedgerFolder = (
  adapter: string,
  createWorld: () => Promise<LedgerFolderWorld>,
): void => {
  describe(`a ledger folder: ${adapter}`, () => {
    let world: LedgerFolderWorld
    let files = 0

    beforeAll(async () => {
      world = await createWorld()
    })
    afterAll(async () => {
      await world[Symbol.asyncDispose]()
    })

    const freshName = (): string => {
      files += 1
      return `file-${files}`
    }
    const reopened = async (name: string, held: LedgerFile): Promise<LedgerFile> => {
      await held[Symbol.asyncDispose]()
      await world.restart()
      return world.folder().open(name)
    }

    test('a file that nobody wrote is empty', async () => {
      await using file = await world.folder().open(freshName())
      expect(await file.read()).toBe('')
    })

    test('what was appended is read back', async () => {
      await using file = await world.folder().open(freshName())
      await file.append('one\n')
      expect(await file.read()).toBe('one\n')
    })

    test('appends follow one another in the order of their calls', async () => {
      await using file = await world.folder().open(freshName())
      const lines = Array.from({ length: 100 }, (_, index) => `line ${index}\n`)
      for (const line of lines) await file.append(line)
      expect(await file.read()).toBe(lines.join(''))
    })

    test('text of every script is kept as it is', async () => {
      const name = freshName()
      const text = 'Conceição – 東京 – 🧊\u0000\n'
      const first = await world.folder().open(name)
      await first.append(text)
      await first.append(text)
      await using again = await reopened(name, first)
      expect(await again.read()).toBe(text + text)
    })

    test('what was appended is there after a restart, and further appends come after it', async () => {
      const name = freshName()
      const first = await world.folder().open(name)
      await first.append('before\n')
      await using again = await reopened(name, first)
      await again.append('after\n')
      expect(await again.read()).toBe('before\nafter\n')
    })

    test('replace leaves nothing of the old text', async () => {
      await using file = await world.folder().open(freshName())
      await file.append('a text that is longer than the new one\n')
      await file.replace('new\n')
      expect(await file.read()).toBe('new\n')
    })

    test('a replaced file takes appends, and both are there after a restart', async () => {
      const name = freshName()
      const first = await world.folder().open(name)
      await first.append('old\n')
      await first.replace('new\n')
      await first.append('newer\n')
      await first.replace('newest\n')
      await first.append('last\n')
      await using again = await reopened(name, first)
      expect(await again.read()).toBe('newest\nlast\n')
    })

    test('replace by nothing empties the file', async () => {
      const name = freshName()
      const first = await world.folder().open(name)
      await first.append('a name\n')
      await first.replace('')
      await using again = await reopened(name, first)
      expect(await again.read()).toBe('')
    })

    test('names lists the files that exist, and no half-made ones', async () => {
      const [a, b] = [freshName(), freshName()]
      const before = new Set(await world.folder().names())
      await using first = await world.folder().open(a)
      await using second = await world.folder().open(b)
      await first.append('x')
      await second.replace('y')
      const added = (await world.folder().names()).filter((name) => !before.has(name))
      expect(added.toSorted()).toEqual([a, b].toSorted())
    })

    test('files of one folder do not touch each other', async () => {
      await using first = await world.folder().open(freshName())
      await using second = await world.folder().open(freshName())
      await first.append('mine')
      await second.append('yours')
      await first.replace('')
      expect([await first.read(), await second.read()]).toEqual(['', 'yours'])
    })

    test('a full disk takes nothing of an append or a replace, and works again once there is room', async ({
      skip,
    }) => {
      const { disk } = world
      if (disk === undefined) return skip('the disk of this adapter cannot be filled here')
      const name = freshName()
      const first = await world.folder().open(name)
      await first.append('kept\n')
      await disk.fill()
      const tooMuch = 'x'.repeat(4_000_000)
      await expect(first.append(tooMuch)).rejects.toThrow()
      await expect(first.replace(tooMuch)).rejects.toThrow()
      await expect(first.replace(tooMuch)).rejects.toThrow()
      expect(await first.read()).toBe('kept\n')
      await disk.free()
      await first.append('appended\n')
      expect(await first.read()).toBe('kept\nappended\n')
      await first.replace('replaced\n')
      await using again = await reopened(name, first)
      expect(await again.read()).toBe('replaced\n')
    })
  })
}
