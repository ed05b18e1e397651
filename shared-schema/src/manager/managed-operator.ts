import * as v from 'valibot'
import { OperatorId } from '../ids/ids.ts'

/** Parses a name as staff are called by. */
const StaffName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))

/** Parses a new password: length is what counts (NIST SP 800-63B §3.1.1.2), so there is no rule about signs. */
export const NewPassword = v.pipe(v.string(), v.minLength(10), v.maxLength(200))

/** Parses a member of staff as the manager sees them. */
export const ManagedOperator = v.object({
  id: OperatorId,
  name: v.string(),
  role: v.picklist(['operator', 'manager']),
  isActive: v.boolean(),
})
/** A member of staff as the manager sees them. */
export type ManagedOperator = v.InferOutput<typeof ManagedOperator>

/** Parses the answer of `GET /manager/operators`. */
export const ManagedOperators = v.object({ operators: v.array(ManagedOperator) })

/** Parses the body of `PUT /manager/operators/{id}`; without a password the one there is stays. */
export const OperatorChange = v.object({
  name: StaffName,
  role: v.picklist(['operator', 'manager']),
  isActive: v.boolean(),
  password: v.optional(NewPassword),
})
/** What a manager writes about a member of staff. */
export type OperatorChange = v.InferInput<typeof OperatorChange>

/** Parses the answer of `GET /auth/staff`: what colleagues are called. */
export const StaffNames = v.object({
  staff: v.array(v.object({ operator: OperatorId, name: v.string() })),
})
/** What colleagues are called. */
export type StaffNames = v.InferOutput<typeof StaffNames>
