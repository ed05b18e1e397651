import * as v from 'valibot'
import { ServiceCode, TenantId } from '../ids/ids.ts'
import { type Locale } from '../language/locale.ts'
import { Cents } from '../money/cents.ts'

const Description = v.pipe(v.string(), v.maxLength(120))
const Safety = v.pipe(v.string(), v.minLength(1), v.maxLength(400))
const Words = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  description: Description,
  safety: v.exactOptional(Safety),
})

/** Parses a service of the catalogue, as the `catalog` database holds it. */
export const Service = v.object({
  id: ServiceCode,
  tenantId: TenantId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  description: Description,
  /** Who should not use the service or should ask first. Customers acknowledge it; answers about health are never asked. */
  safety: v.exactOptional(Safety),
  /** The words in other languages; what is missing is read in Portuguese. */
  translations: v.exactOptional(
    v.object({ en: v.exactOptional(Words), es: v.exactOptional(Words) }),
  ),
  priceCents: Cents,
  durationMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(240)),
  color: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)),
  sound: v.picklist(['bell', 'chime', 'drop']),
  position: v.pipe(v.number(), v.integer()),
  active: v.boolean(),
})
/** A service a customer can buy, written by the manager and read by every device. */
export type Service = v.InferOutput<typeof Service>

/** What customers read about a service. */
export interface ServiceWords {
  readonly name: string
  readonly description: string
  /** The safety notice; `undefined` where the service has none. */
  readonly safety: string | undefined
}

/** Gives the words of a service in a language, in Portuguese where it lacks them. */
export const serviceWords = (service: Service, locale: Locale): ServiceWords => {
  const { name, description, safety } = service
  const translated = locale === 'pt-BR' ? undefined : service.translations?.[locale]
  return { name, description, ...translated, safety: translated?.safety ?? safety }
}
