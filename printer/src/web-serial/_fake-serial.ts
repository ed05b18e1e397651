import { type TestPrinter } from '../transport/_test-printer.ts'
import { type Serial, type SerialListener, type SerialPort } from './serial-api.ts'

/** Serial ports with one printer on them, over the streams of the platform as `navigator.serial` gives them. */
export const createFakeSerial = (): { readonly serial: Serial; readonly printer: TestPrinter } => {
  const listeners = { connect: new Set<SerialListener>(), disconnect: new Set<SerialListener>() }
  const received: number[] = []
  let isHeld = false
  let isTaking = true
  let goOn = Promise.withResolvers<undefined>()
  let port: (SerialPort & { readonly fail: () => void }) | undefined
  let say: (bytes: Uint8Array) => void = () => undefined

  const plugIn = (): void => {
    received.length = 0
    isTaking = true
    let readable: ReadableStream<Uint8Array> | null = null
    let writable: WritableStream<Uint8Array<ArrayBuffer>> | null = null
    let fail: () => void = () => undefined
    const made: NonNullable<typeof port> = {
      get readable() {
        return readable
      },
      get writable() {
        return writable
      },
      open: () => {
        if (isHeld) return Promise.reject(new DOMException('', 'NetworkError'))
        const broken = Promise.withResolvers<never>()
        broken.promise.catch(() => undefined)
        readable = new ReadableStream({
          start: (controller) => {
            say = (bytes) => controller.enqueue(bytes)
            fail = () => {
              const gone = new DOMException('The device has been lost.', 'NetworkError')
              controller.error(gone)
              broken.reject(gone)
            }
          },
        })
        writable = new WritableStream({
          write: async (bytes, controller) => {
            // Node's types lack the signal that its controllers have.
            const { signal } = controller as unknown as { readonly signal: AbortSignal }
            const aborted = new Promise<never>((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
            })
            aborted.catch(() => undefined)
            while (!isTaking) await Promise.race([goOn.promise, broken.promise, aborted])
            received.push(...bytes)
          },
        })
        return Promise.resolve()
      },
      close: () => Promise.resolve(),
      fail: () => fail(),
    }
    port = made
    for (const tell of listeners.connect) tell({ target: made })
  }
  plugIn()

  return {
    serial: {
      getPorts: () => Promise.resolve(port === undefined ? [] : [port]),
      addEventListener: (type, listener) => listeners[type].add(listener),
      removeEventListener: (type, listener) => listeners[type].delete(listener),
    },
    printer: {
      received: () => [...received],
      say: (bytes) => say(Uint8Array.from(bytes)),
      setTaking: (takes) => {
        isTaking = takes
        if (!takes) return
        goOn.resolve(undefined)
        goOn = Promise.withResolvers()
      },
      plugIn,
      unplug: () => {
        const old = port
        port = undefined
        if (old === undefined) return
        old.fail()
        for (const tell of listeners.disconnect) tell({ target: old })
      },
      setHeldElsewhere: (isHeldNow) => {
        isHeld = isHeldNow
      },
    },
  }
}
