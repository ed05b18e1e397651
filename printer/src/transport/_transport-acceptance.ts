import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type TransportWorld } from './_test-printer.ts'
import { chunkBytes, type PrinterLink } from './transport.ts'

/** Says what every adapter of the transport port keeps to, real or fake. */
export const describeTransport = (
  adapter: string,
  createWorld: () => Promise<TransportWorld>,
): void => {
  describe(`a printer transport: ${adapter}`, () => {
    let world: TransportWorld

    beforeEach(async () => {
      world = await createWorld()
    })
    afterEach(async () => {
      await world[Symbol.asyncDispose]()
    })

    const opened = async (): Promise<PrinterLink> => {
      const link = await world.transport.open()
      if (!link.ok) throw new Error(`not opened: ${JSON.stringify(link.error)}`)
      return link.value
    }
    const received = (bytes: readonly number[]) =>
      vi.waitFor(() => expect(world.printer.received()).toEqual(bytes))

    test('bytes of every value arrive unchanged and in order', async () => {
      await using link = await opened()
      const all = Uint8Array.from({ length: 256 }, (_, index) => index)
      expect(await link.write(all)).toEqual({ ok: true, value: undefined })
      expect(await link.write(Uint8Array.of(1, 2))).toEqual({ ok: true, value: undefined })
      await received([...all, 1, 2])
    })

    test('a whole chunk arrives', async () => {
      await using link = await opened()
      const chunk = new Uint8Array(chunkBytes).fill(0x55)
      expect((await link.write(chunk)).ok).toBe(true)
      await received([...chunk])
    })

    test('what the printer says is heard', async () => {
      await using link = await opened()
      const heard: number[] = []
      const stop = link.onBytes((bytes) => heard.push(...bytes))
      world.printer.say([0x12, 0x00, 0xff])
      await vi.waitFor(() => expect(heard).toEqual([0x12, 0x00, 0xff]))
      world.printer.say([0x16])
      await vi.waitFor(() => expect(heard).toHaveLength(4))
      stop()
    })

    test('without a printer there is nothing to open', async () => {
      world.printer.unplug()
      expect(await world.transport.open()).toEqual({ ok: false, error: { kind: 'absent' } })
    })

    test('a printer that somebody else holds is busy, and free once they let go', async () => {
      world.printer.setHeldElsewhere(true)
      expect(await world.transport.open()).toEqual({ ok: false, error: { kind: 'busy' } })
      world.printer.setHeldElsewhere(false)
      await using link = await opened()
      expect((await link.write(Uint8Array.of(7))).ok).toBe(true)
    })

    test('a printer that takes nothing keeps a write waiting; letting go ends it', async ({
      skip,
    }) => {
      if (world.hidesHeldPipe === true)
        return skip('buffers on the way take what the printer does not')
      world.printer.setTaking(false)
      const link = await opened()
      let isOver = false
      const written = link.write(new Uint8Array(chunkBytes)).then((outcome) => {
        isOver = true
        return outcome
      })
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(isOver).toBe(false)
      await link[Symbol.asyncDispose]()
      expect(await written).toEqual({ ok: false, error: { kind: 'closed' } })
    })

    test('a write that waited goes on when the printer takes again', async ({ skip }) => {
      if (world.hidesHeldPipe === true)
        return skip('buffers on the way take what the printer does not')
      world.printer.setTaking(false)
      await using link = await opened()
      const written = link.write(Uint8Array.of(1, 2, 3))
      await new Promise((resolve) => setTimeout(resolve, 20))
      world.printer.setTaking(true)
      expect(await written).toEqual({ ok: true, value: undefined })
      await received([1, 2, 3])
    })

    test('a link that was let go of can be opened anew', async () => {
      const first = await opened()
      await first[Symbol.asyncDispose]()
      await first[Symbol.asyncDispose]()
      await using second = await opened()
      expect((await second.write(Uint8Array.of(9))).ok).toBe(true)
    })

    test('an unplugged printer is reported once, and what waited or comes later fails as gone', async () => {
      world.printer.setTaking(false)
      await using link = await opened()
      const gone = vi.fn()
      link.onGone(gone)
      const written = link.write(new Uint8Array(chunkBytes))
      await new Promise((resolve) => setTimeout(resolve, 20))
      world.printer.unplug()
      if (world.hidesHeldPipe !== true)
        expect(await written).toEqual({ ok: false, error: { kind: 'gone' } })
      await vi.waitFor(() => expect(gone).toHaveBeenCalledOnce(), { timeout: 5_000 })
      expect(await link.write(Uint8Array.of(1))).toEqual({ ok: false, error: { kind: 'gone' } })
      expect(gone).toHaveBeenCalledOnce()
    })

    test('a printer that was plugged in again announces itself and prints', async () => {
      const arrived = vi.fn()
      const stop = world.transport.onArrival(arrived)
      const first = await opened()
      const gone = vi.fn()
      first.onGone(gone)
      world.printer.unplug()
      await vi.waitFor(() => expect(gone).toHaveBeenCalled())
      await first[Symbol.asyncDispose]()
      world.printer.plugIn()
      if (world.isSilentOnArrival !== true)
        await vi.waitFor(() => expect(arrived).toHaveBeenCalled(), { timeout: 5_000 })
      stop()
      await using link = await opened()
      expect((await link.write(Uint8Array.of(4, 2))).ok).toBe(true)
      await received([4, 2])
    })
  })
}
