import { type Observable } from 'rxjs'

/** What a tablet shows, with the moment (`performance.now()`) at which it showed it. */
export interface Screen extends Disposable {
  /** Resolves with the moment at which a ticket was shown first. */
  readonly shownAt: (id: string) => Promise<number>
  /** Resolves with the moment at which so many tickets were shown. */
  readonly filledAt: (tickets: number) => Promise<number>
  readonly size: () => number
}

interface Waiter {
  readonly look: () => number | undefined
  readonly resolve: (moment: number) => void
}

/** After how long somebody who waits gives up, in milliseconds: whatever is measured is far below. */
const patienceMs = 120_000

/** Watches what a tablet shows. */
export const watchScreen = (shown$: Observable<readonly { readonly id: string }[]>): Screen => {
  const moments = new Map<string, number>()
  const waiters = new Set<Waiter>()
  let latest = 0

  const subscription = shown$.subscribe((shown) => {
    latest = performance.now()
    for (const { id } of shown) if (!moments.has(id)) moments.set(id, latest)
    for (const waiter of waiters) {
      const moment = waiter.look()
      if (moment === undefined) continue
      waiters.delete(waiter)
      waiter.resolve(moment)
    }
  })

  const wait = (what: string, look: Waiter['look']): Promise<number> => {
    const moment = look()
    if (moment !== undefined) return Promise.resolve(moment)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiters.delete(waiter)
        reject(new Error(`waited in vain for ${what}; ${moments.size} tickets are shown`))
      }, patienceMs)
      const waiter: Waiter = {
        look,
        resolve: (at) => {
          clearTimeout(timer)
          resolve(at)
        },
      }
      waiters.add(waiter)
    })
  }

  return {
    shownAt: (id) => wait('a ticket', () => moments.get(id)),
    filledAt: (tickets) =>
      wait(`${tickets} tickets`, () => (moments.size >= tickets ? latest : undefined)),
    size: () => moments.size,
    [Symbol.dispose]: () => subscription.unsubscribe(),
  }
}
