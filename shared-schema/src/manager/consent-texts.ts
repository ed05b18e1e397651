import * as v from 'valibot'
import { PrivacyNotice } from '../customer/privacy-notice.ts'
import { OperatorId, ServiceCode } from '../ids/ids.ts'
import { Locale } from '../language/locale.ts'

const Title = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))
const Text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(8_000))
const Label = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(160))
const Words = v.object({ title: Title, text: Text })

/** Who wrote a text and when (ms since 1970); `null` for what a studio began with. */
const written = {
  writtenAt: v.nullable(v.pipe(v.number(), v.safeInteger())),
  by: v.nullable(OperatorId),
}

/** Parses a privacy notice as it was written. */
export const WrittenNotice = v.object({ notice: PrivacyNotice, ...written })
/** A privacy notice as it was written. */
export type WrittenNotice = v.InferOutput<typeof WrittenNotice>

/** Parses the safety notice of a service as it was written, in the languages it has; in none: it was taken away. */
export const WrittenSafety = v.object({
  service: ServiceCode,
  /** The hash is the one that sales record (`safetyHash`). */
  texts: v.array(v.object({ locale: Locale, text: v.string(), hash: v.string() })),
  ...written,
})
/** The safety notice of a service as it was written. */
export type WrittenSafety = v.InferOutput<typeof WrittenSafety>

/** Parses what a manager writes as the next privacy notice; `replaces` is the version they had before them. */
export const NoticeDraft = v.object({
  replaces: v.pipe(v.string(), v.maxLength(40)),
  title: Title,
  text: Text,
  translations: v.object({ en: v.nullable(Words), es: v.nullable(Words) }),
  purposes: v.pipe(
    v.array(
      v.object({
        code: v.pipe(v.string(), v.regex(/^[a-z_]{1,40}$/)),
        label: Label,
        translations: v.object({ en: v.nullable(Label), es: v.nullable(Label) }),
      }),
    ),
    v.maxLength(10),
    v.check((purposes) => new Set(purposes.map(({ code }) => code)).size === purposes.length),
  ),
})
/** What a manager writes as the next privacy notice. */
export type NoticeDraft = v.InferOutput<typeof NoticeDraft>

const isCurrent = v.boolean()

/** Parses the answer of `GET /manager/consent-texts`: what is shown now, and all that ever was, the latest first. */
export const ConsentTexts = v.object({
  notices: v.array(v.object({ ...WrittenNotice.entries, isCurrent })),
  safety: v.array(v.object({ ...WrittenSafety.entries, isCurrent })),
})
/** The texts that customers acknowledge, and those they acknowledged before. */
export type ConsentTexts = v.InferOutput<typeof ConsentTexts>
