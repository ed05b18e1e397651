import { Cents, formatCents } from '@totem/shared-schema'
import { type OfflineCredit } from '@totem/shared-schema/local-store'
import { type Tone } from '@totem/ui'
import * as v from 'valibot'
import { type staffTexts } from './staff.texts.ts'

/** One line about the credit. */
export interface CreditRow {
  readonly name: 'trust' | 'advance'
  readonly value: string
  readonly tone: Tone
}

/** What staff read of a kiosk's credit: how it prints a moment, and what time it is (ms since 1970). */
export interface CreditWords {
  readonly words: (typeof staffTexts)['pt-BR']['credit']
  readonly time: (ms: number) => string
  readonly nowMs: number
}

/** Says how much of the manager's envelope is used, and what could still be shown without a connection. Pure. */
export const creditRows = (
  credit: OfflineCredit | undefined,
  { words, time, nowMs }: CreditWords,
): readonly CreditRow[] => {
  if (credit === undefined || credit.envelope === null || credit.until === null)
    return [{ name: 'trust', value: words.none, tone: 'neutral' }]
  const { envelope, use, readyCharges, until } = credit
  const isUsedUp = use.count >= envelope.count || use.sumCents >= envelope.sumCents
  const sums = [use.sumCents, envelope.sumCents].map((sum) => formatCents(v.parse(Cents, sum)))
  return [
    {
      name: 'trust',
      value: words.used(use.count, envelope.count, `${sums[0] ?? ''} / ${sums[1] ?? ''}`),
      tone: isUsedUp ? 'warn' : 'good',
    },
    {
      name: 'advance',
      value: nowMs > until ? words.over(time(until)) : words.ready(readyCharges, time(until)),
      tone: nowMs > until || readyCharges === 0 ? 'warn' : 'good',
    },
  ]
}
