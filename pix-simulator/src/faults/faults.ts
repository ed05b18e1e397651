import * as v from 'valibot'

/** What the API answers instead of doing its work. */
export const failures = [
  'none',
  'error_500',
  'unavailable_503',
  'too_many_429',
  'denied_403',
  'silence',
] as const

/** How callbacks are disturbed. */
export const hookFaults = ['normal', 'lost', 'duplicated', 'reversed'] as const

/** What becomes of refunds. */
export const refundOutcomes = ['done', 'failed', 'pending'] as const

/** Where answers differ from the plain standard, as some bank's do. */
export const quirks = ['none', 'no_copia_e_cola', 'horario_as_object'] as const

/** Parses the faults a person or a test asks for; what is not named is as it should be. */
export const Faults = v.pipe(
  v.object({
    /** Ms that every answer of the API takes longer. */
    latencyMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60_000)), 0),
    failure: v.optional(v.picklist(failures), 'none'),
    hooks: v.optional(v.picklist(hookFaults), 'normal'),
    refunds: v.optional(v.picklist(refundOutcomes), 'done'),
    quirk: v.optional(v.picklist(quirks), 'none'),
  }),
  v.readonly(),
)
/** What this bank does wrong at the moment. */
export type Faults = v.InferOutput<typeof Faults>

/** A bank that works. */
export const noFaults: Faults = v.parse(Faults, {})

/** Tells whether anything is disturbed. */
export const isDisturbed = (faults: Faults): boolean =>
  faults.latencyMs !== 0 ||
  faults.failure !== 'none' ||
  faults.hooks !== 'normal' ||
  faults.refunds !== 'done' ||
  faults.quirk !== 'none'
