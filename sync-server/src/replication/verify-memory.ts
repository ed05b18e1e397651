import { type PublicKey, type Signature, type VerifyText } from '@totem/shared-schema'

/** How many good signatures are remembered; forgetting one costs checking it again. */
const capacity = 20_000

/**
 * Makes a check of signatures that remembers the good ones: what was checked when it was pushed is not
 * checked again when the database tells of it.
 */
export const createVerifyMemory = (verify: VerifyText): VerifyText => {
  const good = new Map<Signature, { readonly text: string; readonly publicKey: PublicKey }>()
  return (text, signature, publicKey) => {
    const known = good.get(signature)
    if (known?.text === text && known.publicKey === publicKey) return true
    if (!verify(text, signature, publicKey)) return false
    good.set(signature, { text, publicKey })
    const [oldest] = good.size > capacity ? good.keys() : []
    if (oldest !== undefined) good.delete(oldest)
    return true
  }
}
