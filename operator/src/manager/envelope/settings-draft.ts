import { OfflineSettings } from '@totem/shared-schema'
import * as v from 'valibot'
import { parseReais, reaisText } from '../catalog/parse-reais.ts'

/** Limits as they are typed. */
export interface SettingsDraft {
  readonly perTicket: string
  readonly count: string
  readonly sum: string
  readonly minutes: string
  readonly pool: string
  readonly isStatic: boolean
  readonly merchantName: string
  readonly merchantCity: string
}

/** A field of the form. */
export type SettingsField = Exclude<keyof SettingsDraft, 'isStatic'>

/** Writes settings into the fields. */
export const draftOf = ({
  envelope,
  poolPerService,
  staticPix,
}: OfflineSettings): SettingsDraft => ({
  perTicket: reaisText(envelope.perTicketCents),
  count: String(envelope.count),
  sum: reaisText(envelope.sumCents),
  minutes: String(envelope.minutes),
  pool: String(poolPerService),
  isStatic: staticPix !== null,
  merchantName: staticPix?.merchantName ?? '',
  merchantCity: staticPix?.merchantCity ?? '',
})

/** Reads the fields; gives the settings, or the fields that hold none. Pure. */
export const readDraft = (
  draft: SettingsDraft,
): { readonly settings: OfflineSettings } | { readonly wrong: ReadonlySet<SettingsField> } => {
  const whole = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : NaN)
  const read = v.safeParse(OfflineSettings, {
    envelope: {
      perTicketCents: parseReais(draft.perTicket),
      count: whole(draft.count),
      sumCents: parseReais(draft.sum),
      minutes: whole(draft.minutes),
    },
    poolPerService: whole(draft.pool),
    staticPix: draft.isStatic
      ? { merchantName: draft.merchantName, merchantCity: draft.merchantCity }
      : null,
  })
  if (read.success) return { settings: read.output }
  const wrong = read.issues.flatMap((issue) => fieldAt[v.getDotPath(issue) ?? ''] ?? [])
  return { wrong: new Set(wrong) }
}

const fieldAt: Readonly<Record<string, SettingsField>> = {
  'envelope.perTicketCents': 'perTicket',
  'envelope.count': 'count',
  'envelope.sumCents': 'sum',
  'envelope.minutes': 'minutes',
  poolPerService: 'pool',
  'staticPix.merchantName': 'merchantName',
  'staticPix.merchantCity': 'merchantCity',
}

const reais = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' })

/** Prints what all kiosks together may sell on trust, from cents; it may be more than any one amount (`Cents`). */
export const mostAtRisk = (sumCents: number, kiosks: number): string =>
  reais.format((sumCents * kiosks) / 100)
