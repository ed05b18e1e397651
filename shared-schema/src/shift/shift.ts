import * as v from 'valibot'
import { canonicalJson } from '../canonical-json/canonical-json.ts'
import { BusinessDay, DeviceId, OperatorId, ServiceCode, ShiftId, TenantId } from '../ids/ids.ts'
import { Hlc } from '../time/hlc.ts'

const Act = v.object({ at: Hlc, operator: OperatorId, device: DeviceId })

/** Parses a shift: one *operação*, opened by an operator with a number of devices for each service. */
export const Shift = v.object({
  id: ShiftId,
  tenantId: TenantId,
  businessDay: BusinessDay,
  opened: Act,
  devices: v.object({
    ...Act.entries,
    counts: v.record(ServiceCode, v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(50))),
  }),
  closed: v.nullable(Act),
})
/** The time in which a studio serves, with how many devices (*aparelhos*) each service has. */
export type Shift = v.InferOutput<typeof Shift>

/**
 * Merges two versions of a shift: opened once (the earliest), the latest number of devices,
 * closed by the first who closed it.
 */
export const mergeShifts = (a: Shift, b: Shift): Shift => ({
  ...a,
  opened: earlier(a.opened, b.opened),
  devices: later(a.devices, b.devices),
  closed: a.closed === null ? b.closed : b.closed === null ? a.closed : earlier(a.closed, b.closed),
})

/** Gives the shift that is open now: the earliest opened one nobody closed. */
export const openShift = (shifts: readonly Shift[]): Shift | undefined =>
  shifts.filter((shift) => shift.closed === null).toSorted((a, b) => compare(a.opened, b.opened))[0]

type Act = v.InferOutput<typeof Act>

const earlier = <T extends Act>(a: T, b: T): T => (compare(a, b) <= 0 ? a : b)
const later = <T extends Act>(a: T, b: T): T => (compare(a, b) >= 0 ? a : b)

/** Orders acts by time; two at one time by their whole content, so that every side chooses the same. */
const compare = (a: Act, b: Act): number => a.at - b.at || order(canonicalJson(a), canonicalJson(b))
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
