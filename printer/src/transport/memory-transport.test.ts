import { describeTransport } from './_transport-acceptance.ts'
import { createMemoryPrinter } from './memory-transport.ts'

describeTransport('memory', () => {
  const { transport, ...printer } = createMemoryPrinter()
  return Promise.resolve({ transport, printer, [Symbol.asyncDispose]: () => Promise.resolve() })
})
