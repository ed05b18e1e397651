import { type WayName } from '../report/line.ts'
import { straightLink, type LayLink, type Link } from '../world/link.ts'
import { type Screen } from './screen.ts'

/** A kiosk and a tablet that share their tickets in one of the ways that are compared. */
export interface Pair extends AsyncDisposable {
  /** Sells one ticket to one person and resolves with its id when the kiosk holds it. */
  readonly sell: () => Promise<string>
  /** Sells that many; what selling costs is not measured here, so it may be done faster than customers come. */
  readonly sellMany: (tickets: number) => Promise<void>
  readonly screen: Screen
  readonly links: { readonly kiosk: Link; readonly tablet: Link }
  /** Tells the kiosk what a browser's `online` event tells. */
  readonly tellOnline: () => Promise<void>
}

/** How kiosk and tablet reach their server. */
export interface Links {
  readonly kiosk: LayLink
  readonly tablet: LayLink
}

/** Both devices straight on the server. */
export const straight: Links = { kiosk: straightLink, tablet: straightLink }

/** One of the ways in which a ticket gets from a kiosk to a tablet. */
export interface Way {
  readonly name: WayName
  /** Opens a new kiosk and a new tablet, both connected. */
  readonly open: (links: Links) => Promise<Pair>
}
