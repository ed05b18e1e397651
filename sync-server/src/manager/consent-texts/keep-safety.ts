import {
  hashText,
  ok,
  type OperatorId,
  type Service,
  type TenantId,
  type WrittenSafety,
} from '@totem/shared-schema'
import { type RegistryStore } from '../../registry/registry-store.ts'

/** Who wrote the words of a service and when, in ms since 1970; `null` where nobody knows any more. */
export interface Writing {
  readonly at: number | null
  readonly by: OperatorId | null
}

/** Gives the safety notice of a service in the languages it has, each with the hash that sales record. */
export const safetyTextsOf = ({
  safety,
  translations,
}: Pick<Service, 'safety' | 'translations'>): WrittenSafety['texts'] => {
  const words = [
    ['pt-BR', safety],
    ['en', translations?.en?.safety],
    ['es', translations?.es?.safety],
  ] as const
  return words.flatMap(([locale, text]) =>
    text === undefined ? [] : [{ locale, text, hash: hashText(text) }],
  )
}

/** Names the words: the same ones are kept once, however often they come back. */
export const safetyKey = (service: Service['id'], texts: WrittenSafety['texts']): string =>
  `${service}~${hashText(texts.map(({ locale, hash }) => `${locale} ${hash}`).join('\n'))}`

/** Keeps the safety notice of a service for good, so that a sale's hash can be read back years later. */
export const keepSafety = async (
  store: RegistryStore,
  {
    tenantId,
    id,
    ...words
  }: Pick<Service, 'id' | 'safety' | 'translations'> & { tenantId: TenantId },
  { at, by }: Writing,
): Promise<void> => {
  const texts = safetyTextsOf(words)
  const next: WrittenSafety = { service: id, texts, writtenAt: at, by }
  await store.decide({ tenantId, kind: 'safety', key: safetyKey(id, texts) }, (known) =>
    ok(known === undefined ? { next, value: undefined } : { value: undefined }),
  )
}
