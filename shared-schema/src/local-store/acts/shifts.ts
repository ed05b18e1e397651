import {
  businessDayOf,
  err,
  makeShiftId,
  nextHlc,
  ok,
  openShift,
  type Grant,
  type Hlc,
  type Result,
  type ServiceCode,
  type Shift,
} from '@totem/shared-schema'
import { type DeviceParts, storageProblem } from '../device-parts.ts'
import { type AppendProblem } from '../device.ts'
import { isGranted } from '../views/grant-view.ts'

/** Opens a shift (*Iniciar operação*). Where one is open already, its number of devices is set anew. */
export const startShift = async (
  parts: DeviceParts,
  counts: Readonly<Record<ServiceCode, number>>,
): Promise<Result<Shift, AppendProblem>> => {
  const { grant, profile } = parts.ledger.state
  if (profile === null || !isGranted(grant, parts.clock())) return err({ kind: 'not_allowed' })
  const open = await currentShift(parts)
  const act = actOf(parts, grant, open?.devices.at)
  const { clock, randomBytes, identity } = parts
  const shift: Shift =
    open === undefined
      ? {
          id: makeShiftId({ nowMs: clock(), randomBytes }),
          tenantId: identity.tenantId,
          businessDay: businessDayOf(clock(), profile.timeZone),
          opened: act,
          devices: { ...act, counts },
          closed: null,
        }
      : { ...open, devices: { ...act, counts } }
  return keepShift(parts, shift)
}

/** Closes the open shift (*Encerrar operação*). */
export const endShift = async (parts: DeviceParts): Promise<Result<void, AppendProblem>> => {
  const { grant } = parts.ledger.state
  if (!isGranted(grant, parts.clock())) return err({ kind: 'not_allowed' })
  const open = await currentShift(parts)
  if (open === undefined) return ok(undefined)
  const kept = await keepShift(parts, { ...open, closed: actOf(parts, grant, open.opened.at) })
  return kept.ok ? ok(undefined) : kept
}

const currentShift = async ({ collections }: DeviceParts): Promise<Shift | undefined> => {
  const held = await collections.shifts.find().exec()
  return openShift(held.map((document) => document.toMutableJSON()))
}

const actOf = (parts: DeviceParts, grant: Grant, seen: Hlc | undefined) => ({
  at: nextHlc(parts.clock(), seen),
  operator: grant.operator,
  device: parts.identity.device,
})

const keepShift = async (
  parts: DeviceParts,
  shift: Shift,
): Promise<Result<Shift, AppendProblem>> => {
  try {
    await parts.ledger.write(() => ({ records: [{ kind: 'shift', shift }], value: undefined }))
  } catch (cause) {
    return err(storageProblem(cause))
  }
  await parts.collections.shifts.upsert(shift).catch(parts.onViewTrouble)
  return ok(shift)
}
