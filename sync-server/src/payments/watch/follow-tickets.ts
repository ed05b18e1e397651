import { setTimeout as sleep } from 'node:timers/promises'
import { foldTicket, type TenantId, type Ticket } from '@totem/shared-schema'
import { type ChangeFeeds } from '../../replication/change-feed.ts'
import { storedToTicket } from '../../replication/stored-ticket.ts'

/** What following needs: the feeds, whose tickets, who hears of them, and the end. */
export interface FollowTickets {
  readonly feeds: ChangeFeeds
  readonly tenantId: TenantId
  readonly onTicket: (ticket: Ticket) => void
  readonly closing: AbortSignal
}

const pauseMs = 1_000

/** Tells of each ticket that comes or changes, until the end; begins anew when the feed breaks. */
export const followTickets = async (parts: FollowTickets): Promise<void> => {
  while (!parts.closing.aborted) {
    // A database that is still starting ends it too; sweeps match what comes meanwhile.
    await followOnce(parts).catch(() => undefined)
    await sleep(pauseMs, undefined, { signal: parts.closing }).catch(() => undefined)
  }
}

const followOnce = async (parts: FollowTickets): Promise<void> => {
  const { feeds, tenantId, onTicket, closing } = parts
  const ended = Promise.withResolvers<undefined>()
  const stop = await feeds.listen(
    { tenantId, collection: 'tickets' },
    {
      onChanges: ({ documents }) => {
        for (const stored of documents) {
          const document = storedToTicket(stored)
          const ticket = document === undefined ? undefined : foldTicket(document)
          if (ticket !== undefined) onTicket(ticket)
        }
      },
      onLost: () => ended.resolve(undefined),
    },
  )
  closing.addEventListener('abort', () => ended.resolve(undefined), { once: true })
  if (!closing.aborted) await ended.promise
  stop()
}
