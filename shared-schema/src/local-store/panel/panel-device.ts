import { BehaviorSubject, filter, timer, withLatestFrom, type Observable } from 'rxjs'
import {
  PanelTicket,
  QueueFigures,
  Service,
  type CollectionName,
  type TenantProfile,
} from '@totem/shared-schema'
import { reportHealth, type DeviceVitals } from '../health/report-health.ts'
import { isUp, openConnection, type ConnectionState } from '../sync/connection.ts'
import { type Clock, type Network } from '../sync/network.ts'
import { createSession, type SessionDevice } from '../sync/session.ts'
import { createMirror } from './mirror.ts'

/** What a panel shows, once it has heard all of it. */
export interface PanelBoard {
  readonly services: readonly Service[]
  readonly tickets: readonly PanelTicket[]
  /** How long the queues are; `undefined` while the gateway does not say. */
  readonly figures: QueueFigures | undefined
}

/** A panel that belongs to a tenant: it listens, and sends nothing but how it is. */
export interface PanelDevice extends Disposable {
  readonly profile: Pick<TenantProfile, 'studio' | 'timeZone'>
  /** `undefined` until everything was heard once. */
  readonly board$: Observable<PanelBoard | undefined>
  /** `revoked` for one that was shut out: it needs pairing again. */
  readonly state$: Observable<ConnectionState>
}

/** What a panel is opened with. */
export interface PanelOptions {
  readonly who: SessionDevice
  readonly profile: PanelDevice['profile']
  readonly network: Network
  readonly clock: Clock
  /** In [0, 1); spreads reconnections. */
  readonly random: () => number
  readonly vitals?: DeviceVitals
}

/** How long to wait before a pull that failed on a living connection is tried again, in milliseconds. */
const againMs = 3_000

/** How often the length of the queues is asked for, and how long that may take, in milliseconds. */
const figuresEveryMs = 10_000
const figuresTimeoutMs = 5_000

/** Opens a paired panel; it connects, comes back by itself and never gives up. */
export const openPanel = (options: PanelOptions): PanelDevice => {
  const { who, network, clock, random, vitals } = options
  const session = createSession(network, who, clock)
  const board$ = new BehaviorSubject<PanelBoard | undefined>(undefined)
  const heard = { isAll: false }
  const show = (): void => {
    if (heard.isAll)
      board$.next({
        services: services.documents().toSorted((a, b) => a.position - b.position),
        tickets: tickets.documents(),
        figures,
      })
  }
  const common = { session, onChange: show }
  const services = createMirror({ ...common, collection: 'catalog', schema: Service })
  const tickets = createMirror({ ...common, collection: 'tickets', schema: PanelTicket })
  const takers: Readonly<Partial<Record<CollectionName, (rows: readonly unknown[]) => void>>> = {
    catalog: services.take,
    tickets: tickets.take,
  }

  let figures: QueueFigures | undefined
  const count = async (): Promise<void> => {
    const answer = await session.request({
      method: 'GET',
      path: '/sync/queue-figures',
      timeoutMs: figuresTimeoutMs,
      answer: QueueFigures,
    })
    figures = answer.ok ? answer.value : undefined
    show()
  }

  let retry: ReturnType<typeof setTimeout> | undefined
  const catchUp = async (): Promise<void> => {
    clearTimeout(retry)
    void count()
    const done = await Promise.all([services.catchUp(), tickets.catchUp()])
    if (done.every(Boolean)) {
      heard.isAll = true
      show()
    } else if (!connection.isClosed) retry = setTimeout(() => void catchUp(), againMs)
  }

  const opened = openConnection({ network, session, random })
  const connection = { isClosed: false }
  const subscription = opened.resync$.subscribe(() => void catchUp())
  subscription.add(
    timer(0, figuresEveryMs)
      .pipe(
        withLatestFrom(opened.state$),
        filter(([, state]) => isUp(state)),
      )
      .subscribe(() => void count()),
  )
  subscription.add(
    opened.rows$.subscribe(({ collection, documents }) => takers[collection]?.(documents)),
  )
  const stopReporting =
    vitals === undefined
      ? (): void => undefined
      : reportHealth({ vitals, session, connection$: opened.state$, sync$: nothingToSend$ })

  return {
    profile: options.profile,
    board$,
    state$: opened.state$,
    [Symbol.dispose]: () => {
      connection.isClosed = true
      clearTimeout(retry)
      stopReporting()
      subscription.unsubscribe()
      opened.close()
    },
  }
}

/** A panel writes nothing, so nothing of it ever waits. */
const nothingToSend$ = new BehaviorSubject({ pending: 0, oldestPendingAt: null, refused: 0 })
