import { type PoolRequest, type PoolResponse } from '@totem/shared-schema'
import { chargeId } from '../documents/charge.ts'
import { makeCharges } from './make-charges.ts'
import { pooledCharges, type PoolParts } from './pool-parts.ts'
import { tellShown } from './tell-shown.ts'
import { withdrawCharges } from './withdraw-charges.ts'

/** Brings a kiosk's pool up to date: what was shown first, then what is to go, then what is to come. */
export const servePool = async (
  parts: PoolParts,
  { asked, held, retired, shown }: PoolRequest,
): Promise<Omit<PoolResponse, 'terms'>> => {
  const bound = await tellShown(parts, shown)
  const withdrawn = await withdrawCharges(parts, retired)
  const pooled = await pooledCharges(parts)
  const { charges, gone } = await makeCharges(parts, asked, pooled)
  const lost = await lostCharges(
    parts,
    held.filter((txid) => !pooled.has(txid)),
  )
  return { charges: [...charges], gone: [...withdrawn, ...gone, ...lost], bound: [...bound] }
}

/** Charges a kiosk holds that we do not know as payable: taken back by the bank, or from before a restore. */
const lostCharges = async (
  { tenant, device }: PoolParts,
  txids: readonly string[],
): Promise<readonly string[]> => {
  const lost: string[] = []
  for (const txid of txids) {
    const charge = await tenant.charges.get(chargeId({ txid }))
    // One of an earlier provider is still its own charge, and no sale of today.
    const isPayable =
      charge?.state === 'pooled' &&
      charge.device === device &&
      charge.provider === tenant.provider.key
    if (!isPayable) lost.push(txid)
  }
  return lost
}
