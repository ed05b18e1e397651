import {
  isOldPaper,
  type JudgedPaper,
  judgeTicketQr,
  type PaperJudge,
  type Ticket,
  type TicketQrProblem,
} from '@totem/shared-schema'

/** What a scanned text turned out to be. */
export type ScanView =
  /** Not a ticket, or not whole: the camera goes on looking. */
  | { readonly kind: 'unread'; readonly why: Exclude<TicketQrProblem, 'forged' | 'other_studio'> }
  /** Somebody else's ticket, or nobody's. */
  | { readonly kind: 'rejected'; readonly why: 'forged' | 'other_studio' }
  | (JudgedPaper & {
      readonly kind: 'paper'
      /** The ticket as this tablet holds it. */
      readonly held: Ticket | undefined
      /** Not here and sold before the working window: it may have been served without this tablet knowing. */
      readonly isOld: boolean
    })

/** What a tablet knows by itself: the studio's keys, its tickets, and its clock in ms since 1970. */
export interface PaperFacts {
  readonly judge: PaperJudge
  readonly tickets: readonly Ticket[]
  readonly nowMs: number
}

/** Says what a scanned text is, by what this tablet knows with no network. */
export const viewPaper = (text: string, { judge, tickets, nowMs }: PaperFacts): ScanView => {
  const judged = judgeTicketQr(text, judge)
  if (judged.ok) {
    const held = tickets.find(({ id }) => id === judged.value.paper.ticketId)
    const isOld = held === undefined && isOldPaper(judged.value.paper, nowMs)
    return { kind: 'paper', ...judged.value, held, isOld }
  }
  const why = judged.error
  return why === 'forged' || why === 'other_studio'
    ? { kind: 'rejected', why }
    : { kind: 'unread', why }
}

/** Takes off the line end that pasting and some scanners leave. Spaces belong to the code and stay. */
export const withoutLineEnd = (text: string): string => text.replace(/[\r\n\t]+$/, '')

/** Says whether a ticket is still to be served: then scanning it leads to its row. */
export const isOpen = ({ service }: Ticket): boolean =>
  service.kind === 'waiting' || service.kind === 'called' || service.kind === 'in_service'
