import { startSecondGateway } from './second-gateway.ts'
import { startTestStack, type TestStack } from './test-stack.ts'

/** A whole Totem with a second gateway process on its database. */
export interface TwoGateways extends AsyncDisposable {
  readonly totem: TestStack
  /** The address of each gateway, the Totem's own first. */
  readonly origins: readonly [first: string, second: string]
}

/** Starts both; whoever opened them ends them. */
export const startTwoGateways = async (): Promise<TwoGateways> => {
  await using opened = new AsyncDisposableStack()
  const totem = opened.use(await startTestStack())
  const other = opened.use(await startSecondGateway(totem))
  const held = opened.move()
  return {
    totem,
    origins: [totem.origin, other.origin],
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
