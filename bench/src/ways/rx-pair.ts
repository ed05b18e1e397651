import { type KioskLetter } from '@totem/shared-schema'
import { type Link } from '../world/link.ts'
import { createSeller } from '../world/seller.ts'
import { openRxSide, type RxCollections } from './rx-side.ts'
import { watchScreen } from './screen.ts'
import { type Links, type Pair } from './way.ts'

/** Replication of one device while it runs. */
export interface Replicating {
  readonly close: () => Promise<void>
}

/** How a pair that is RxDB and nothing else gets its tickets across. */
export interface RxPairOptions {
  readonly server: string
  readonly lay: Links
  readonly letter: KioskLetter
  /** Starts replication of a device and resolves once it is live. */
  readonly replicate: (collections: RxCollections, link: Link) => Promise<Replicating>
}

/**
 * Opens a kiosk and a tablet of RxDB alone. The kiosk makes the same documents at the same price as a real
 * one: a signed ticket and a person with a sealed CPF.
 */
export const openRxPair = async (options: RxPairOptions): Promise<Pair> => {
  const { server, lay, letter, replicate } = options
  const links = { kiosk: await lay.kiosk(server), tablet: await lay.tablet(server) }
  const kiosk = await openRxSide()
  const tablet = await openRxSide()
  const seller = createSeller(letter)
  const screen = watchScreen(tablet.collections.tickets.find().$)
  const ofTablet = await replicate(tablet.collections, links.tablet)
  let ofKiosk = await replicate(kiosk.collections, links.kiosk)
  return {
    sell: async () => {
      const { document, customer } = seller.sell(Date.now())
      await kiosk.collections.tickets.insert(document)
      await kiosk.collections.customers.insert(customer)
      return document.id
    },
    sellMany: async (tickets) => {
      const sold = Array.from({ length: tickets }, () => seller.sellFast(Date.now()))
      await kiosk.collections.tickets.bulkInsert(sold.map(({ document }) => document))
      await kiosk.collections.customers.bulkInsert(sold.map(({ customer }) => customer))
    },
    screen,
    links,
    // What an app does on `online` to get round the pause that a failed push waits.
    tellOnline: async () => {
      await ofKiosk.close()
      ofKiosk = await replicate(kiosk.collections, links.kiosk)
    },
    [Symbol.asyncDispose]: async () => {
      screen[Symbol.dispose]()
      await ofKiosk.close()
      await ofTablet.close()
      await kiosk[Symbol.asyncDispose]()
      await tablet[Symbol.asyncDispose]()
      await links.kiosk[Symbol.asyncDispose]()
      await links.tablet[Symbol.asyncDispose]()
    },
  }
}
