import { BehaviorSubject, filter, firstValueFrom, fromEvent, of, Subject, takeUntil } from 'rxjs'
import { onTestFinished } from 'vitest'
import * as v from 'valibot'
import { err, ok, type LiveServerMessage, type Result } from '@totem/shared-schema'
import { memoryLedgerFolder } from '../ledger/_memory-ledger-folder.ts'
import { type LedgerRecord } from '../ledger/ledger-record.ts'
import { openLedger, type Ledger } from '../ledger/ledger.ts'
import { type LocalDatabase } from '../database/database.ts'
import { aDatabase } from './_a-database.ts'
import { type Connection, type ConnectionState } from './connection.ts'
import { type ReplicationOptions, type Running } from './delivery.ts'
import { type GatewayRequest, type RequestProblem } from './request.ts'
import { type Session } from './session.ts'

type RowsMessage = Extract<LiveServerMessage, { type: 'rows' }>

/** What a test's gateway is asked. */
export interface Question {
  readonly path: string
  readonly body: unknown
  readonly signal: AbortSignal | undefined
}

/** Answers one question. */
export type Answerer = (question: Question) => unknown

/** A request the gateway understood and will not serve. */
export class Refused extends Error {
  readonly problem: RequestProblem
  constructor(status: number) {
    super(String(status))
    this.problem = {
      kind: 'answered',
      status,
      code: 'refused',
      detail: '',
      retryAfterSeconds: 0,
    }
  }
}

/** All that a replication works with, led by the hand of a test. */
export interface ReplicationWorld extends Pick<LocalDatabase, 'collections' | 'checkpoints'> {
  readonly options: ReplicationOptions
  readonly ledger: Ledger
  readonly state$: BehaviorSubject<ConnectionState>
  readonly rows$: Subject<RowsMessage>
  readonly resync$: Subject<void>
  readonly asked: readonly Question[]
  /** Closes what is running when the test is over. */
  readonly closing: (running: Running) => Running
}

/** Makes a world for a replication; what `answer` throws is an unreachable gateway. */
export const aReplication = async (
  answer: Answerer,
  ...records: readonly LedgerRecord[]
): Promise<ReplicationWorld> => {
  const state$ = new BehaviorSubject<ConnectionState>('live')
  const rows$ = new Subject<RowsMessage>()
  const resync$ = new Subject<void>()
  const connection: Connection = {
    state$,
    rows$,
    resync$,
    whenUp: async (signal) => {
      const ended$ = signal.aborted ? of('ended') : fromEvent(signal, 'abort')
      const live$ = state$.pipe(
        filter((state) => state === 'live'),
        takeUntil(ended$),
      )
      await firstValueFrom(live$, { defaultValue: 'ended' })
    },
    restart: () => undefined,
    close: () => undefined,
  }
  const asked: Question[] = []
  const { collections, checkpoints } = await aDatabase()
  const ledger = await aLedgerOf(records)
  const options: ReplicationOptions = {
    session: sessionOf((question) => {
      asked.push(question)
      return answer(question)
    }),
    ledger,
    connection,
    checkpoints,
    clock: () => 9_000,
    random: () => 0,
  }
  const closing = (running: Running): Running => {
    onTestFinished(() => running.close())
    return running
  }
  return { options, collections, checkpoints, ledger, state$, rows$, resync$, asked, closing }
}

const aLedgerOf = async (records: readonly LedgerRecord[]): Promise<Ledger> => {
  const folder = memoryLedgerFolder()
  const files = { main: await folder.open('main'), personal: await folder.open('personal') }
  const ledger = await openLedger(files, 0)
  await ledger.write(() => ({ records, value: undefined }))
  return ledger
}

const sessionOf = (answer: Answerer): Session => ({
  token: () => Promise.resolve(ok('token')),
  renew: () => undefined,
  request: async <S extends v.GenericSchema>({
    path,
    body,
    signal,
    answer: schema,
  }: Omit<GatewayRequest<S>, 'token'>): Promise<Result<v.InferOutput<S>, RequestProblem>> => {
    try {
      return ok(v.parse(schema, await answer({ path, body, signal })))
    } catch (error) {
      if (error instanceof Refused) return err(error.problem)
      return err({ kind: 'unreachable', detail: 'cut' })
    }
  },
})
