import { ok, OperatorId, Service, type TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { hashPassword } from '../auth/passwords.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type Services } from '../services.ts'

/** Parses what a new studio needs before it can sell: its price list and its first staff. */
export const TenantSetup = v.object({
  services: v.array(v.omit(Service, ['tenantId'])),
  operators: v.array(
    v.object({
      id: OperatorId,
      name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
      role: v.picklist(['operator', 'manager']),
    }),
  ),
})
/** What a new studio needs before it can sell. */
export type TenantSetup = v.InferOutput<typeof TenantSetup>

/** A member of staff who was added, with the password that is told once. */
export interface NewOperator {
  readonly id: OperatorId
  readonly password: string
}

type SetupServices = Pick<Services, 'couch' | 'store' | 'randomBytes'>

/**
 * Writes a studio's price list over the old one and adds the staff who are not there yet, each with a
 * random password. May be repeated; nobody's password changes.
 */
export const setUpTenant = async (
  services: SetupServices,
  tenantId: TenantId,
  setup: TenantSetup,
): Promise<readonly NewOperator[]> => {
  await writeCatalog(services, tenantId, setup.services)
  const added: NewOperator[] = []
  for (const operator of setup.operators) {
    const password = Buffer.from(services.randomBytes(12)).toString('base64url')
    if (await addOperator(services, tenantId, { ...operator, password }))
      added.push({ id: operator.id, password })
  }
  return added
}

const writeCatalog = async (
  { couch }: SetupServices,
  tenantId: TenantId,
  list: TenantSetup['services'],
): Promise<void> => {
  const catalog = tenantDatabase(couch, tenantId, 'catalog')
  for (const { id, ...service } of list) {
    const known = await catalog.get(id)
    const rev = known === undefined ? {} : { _rev: known._rev }
    const outcome = await catalog.put({ _id: id, ...rev, ...service, tenantId })
    if (outcome.kind !== 'stored')
      throw new Error(`service ${id} was written by somebody else at the same moment; try again`)
  }
}

const addOperator = async (
  { store }: SetupServices,
  tenantId: TenantId,
  operator: TenantSetup['operators'][number] & { readonly password: string },
): Promise<boolean> => {
  const { id, name, role, password } = operator
  const next = { name, role, isActive: true, passwordHash: await hashPassword(password) }
  const decided = await store.decide({ tenantId, kind: 'operator', key: id }, (known) =>
    ok(known === undefined ? { next, value: true } : { value: false }),
  )
  return decided.ok && decided.value
}
