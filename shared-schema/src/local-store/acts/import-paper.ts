import {
  entriesOf,
  err,
  foldTicket,
  isOldPaper,
  judgeByKeys,
  judgeTicketQr,
  mayAppend,
  nextHlc,
  ok,
  signEvent,
  type Hlc,
  type JudgedPaper,
  type Result,
  type Ticket,
  type TicketDocument,
  type TicketPaper,
  type TicketQrProblem,
} from '@totem/shared-schema'
import { type DeviceParts, storageProblem } from '../device-parts.ts'
import { type ImportProblem } from '../device.ts'
import { type LedgerState } from '../ledger/ledger-state.ts'
import { type LedgerWrite } from '../ledger/ledger.ts'
import { withoutRefused } from '../ledger/without-refused.ts'
import { type Appended, authorOf, type SeenTicket, showAppended } from './append.ts'
import { heldTicket, withOwnEvents } from './held-ticket.ts'

/**
 * Takes a ticket into the queue from its paper, in the operator's name. A ticket that is here already is given as it
 * is: paper that is scanned twice changes nothing. The gateway is asked about a kiosk nobody here knows, where it can be.
 */
export const importPaper = async (
  parts: DeviceParts,
  text: string,
  refreshDeviceKeys: () => Promise<boolean>,
): Promise<Result<Ticket, ImportProblem>> => {
  const { ledger } = parts
  let judged = judge(parts, text)
  if (judged.ok && judged.value.verdict.kind === 'provisional' && (await refreshDeviceKeys())) {
    judged = judge(parts, text)
    if (judged.ok && judged.value.verdict.kind === 'provisional')
      return err({ kind: 'unknown_kiosk' })
  }
  if (!judged.ok) return err({ kind: 'no_ticket', why: judged.error })
  const { paper, verdict } = judged.value
  if (verdict.kind === 'revoked') return err({ kind: 'revoked_kiosk' })
  try {
    const held = await heldTicket(parts, paper.ticketId)
    const decided = await ledger.write((state) =>
      decideImport({ parts, state, held }, { text, paper }),
    )
    if (!decided.ok) return decided
    const { ticket, appended } = decided.value
    if (appended !== undefined) await showAppended(parts, appended)
    return ok(ticket)
  } catch (cause) {
    return err(storageProblem(cause))
  }
}

const judge = (
  { identity, ledger }: DeviceParts,
  text: string,
): Result<JudgedPaper, TicketQrProblem> =>
  judgeTicketQr(text, judgeByKeys(identity.tenantId, ledger.state.deviceKeys))

interface Imported {
  readonly ticket: Ticket
  /** Left out where the ticket was here before. */
  readonly appended?: Appended
}

/** Decides within the write: two scans at once must give one import. */
const decideImport = (
  { parts, state, held }: SeenTicket,
  { text, paper }: { readonly text: string; readonly paper: TicketPaper },
): LedgerWrite<Result<Imported, ImportProblem>> => {
  const { ticketId, owner } = paper
  const place = { tenantId: parts.identity.tenantId, ticketId }
  const known = withOwnEvents(held, state, place) ?? { ...place, id: ticketId, events: {} }
  const document = withoutRefused(known, state)
  const ticket = foldTicket(document)
  if (ticket !== undefined) return { records: [], value: ok({ ticket }) }
  if (wasRefused(known, state)) return refusal({ kind: 'refused_before' })
  if (isOldPaper(paper, parts.clock())) return refusal({ kind: 'too_old' })
  const author = authorOf(state, parts.clock())
  if (author === undefined || !mayAppend(author.role, 'imported'))
    return refusal({ kind: 'not_allowed' })

  const draft = {
    type: 'imported',
    at: nextHlc(parts.clock(), latestOf(document, paper.asOf)),
    by: author.by,
    prev: state.head,
    data: { owner, paper: text },
  } as const
  const added = signEvent(place, draft, parts.keys.secretKey)
  const imported = foldTicket({
    ...document,
    events: { ...document.events, [added.id]: added.event },
  })
  if (imported === undefined) throw new Error('paper that was read gives no ticket')
  return {
    records: [{ kind: 'event', ticketId, ...added }],
    value: ok({ ticket: imported, appended: { document, added } }),
  }
}

/** The gateway did not believe this paper once; it waits there for the manager, and would not believe it again. */
const wasRefused = ({ events }: TicketDocument, { refused }: LedgerState): boolean =>
  entriesOf(events).some(([id, { type }]) => type === 'imported' && refused.has(id))

const latestOf = ({ events }: TicketDocument, asOf: Hlc): Hlc =>
  entriesOf(events).reduce((last, [, { at }]) => (at > last ? at : last), asOf)

const refusal = (problem: ImportProblem): LedgerWrite<Result<never, ImportProblem>> => ({
  records: [],
  value: err(problem),
})
