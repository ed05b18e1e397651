import { err, ok } from '@totem/shared-schema'
import * as v from 'valibot'
import { type ProviderHooks } from '../provider.ts'

/** Banks probe a new webhook with `{}`. */
const Callback = v.object({ pix: v.optional(v.array(v.unknown()), []) })

/** A txid of a `cob`, the only kind this build makes. */
const Entry = v.object({ txid: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{26,35}$/)) })

/** Reads a callback: only which charges to ask for, since nothing else in it is believed. */
export const parseCallback: ProviderHooks['parse'] = (body) => {
  const callback = v.safeParse(v.pipe(v.string(), v.parseJson(), Callback), body)
  if (!callback.success) return err('malformed')
  const entries = callback.output.pix.map((entry) => v.safeParse(Entry, entry))
  const txids = entries.flatMap((entry) => (entry.success ? [entry.output.txid] : []))
  return ok({ txids: [...new Set(txids)], unusable: entries.length - txids.length })
}
