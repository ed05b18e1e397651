/** The life of one gateway process, which ends at a step of its own choosing. */
export interface Life {
  /** So many steps are lived; a step is reaching for the world, and another is having reached it. */
  steps: number
  readonly endsAt: number
  isOver: boolean
}

/** What a dead process does: nothing, any more. */
export class Killed extends Error {}

/** Makes a life that ends at a step; without one it does not end. */
export const aLife = (endsAt = Number.POSITIVE_INFINITY): Life => ({
  steps: 0,
  endsAt,
  isOver: false,
})

/**
 * Wraps what a gateway reaches the world with. Before each effect and after it the process may die, as by kill -9:
 * the world keeps what was done, the process learns nothing of it and does nothing more.
 */
export const mortal = <T extends object>(target: T, life: Life): T => {
  const step = (): void => {
    life.steps += 1
    if (life.steps >= life.endsAt) life.isOver = true
    if (life.isOver) throw new Killed()
  }
  return new Proxy(target, {
    get: (object, name) => {
      const member: unknown = Reflect.get(object, name)
      if (typeof member !== 'function') return member
      return async (...args: unknown[]): Promise<unknown> => {
        step()
        const result: unknown = await Reflect.apply(member, object, args)
        step()
        return withMortalParts(result, life)
      }
    },
  })
}

/** A page of tickets is done by a call of its own. */
const withMortalParts = (result: unknown, life: Life): unknown =>
  typeof result === 'object' && result !== null && 'done' in result
    ? mortalCall(result, life)
    : result

const mortalCall = (result: object, life: Life): object => {
  const { done } = mortal(result as { done: () => Promise<void> }, life)
  return { ...result, done }
}
