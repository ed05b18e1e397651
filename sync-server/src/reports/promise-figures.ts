import { type PromisedWait, type PromiseFigures } from '@totem/shared-schema'
import { percentile } from './percentile.ts'

/** What a customer was promised, and how long, in seconds, they waited from sale to first call. */
export interface PromiseAndWait {
  readonly promised: PromisedWait
  readonly waitSeconds: number
}

/** Compares real waits with what was promised; `undefined` of nothing. Pure. */
export const promiseFigures = (waits: readonly PromiseAndWait[]): PromiseFigures | undefined => {
  const differenceP50 = percentile(waits.map(differenceOf), 50)
  if (differenceP50 === null) return undefined
  const sooner = waits.filter(isSooner).length
  const later = waits.filter(isLater).length
  return { called: waits.length, within: waits.length - sooner - later, sooner, differenceP50 }
}

const isSooner = ({ promised, waitSeconds }: PromiseAndWait): boolean =>
  waitSeconds < promised.fromMinutes * 60

const isLater = ({ promised, waitSeconds }: PromiseAndWait): boolean =>
  waitSeconds > promised.toMinutes * 60

const differenceOf = ({ promised, waitSeconds }: PromiseAndWait): number =>
  waitSeconds - (promised.fromMinutes + promised.toMinutes) * 30
