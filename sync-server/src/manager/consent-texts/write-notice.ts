import { type CouchServer } from '@totem/couchdb'
import {
  businessDayOf,
  err,
  type NoticeDraft,
  ok,
  type OperatorId,
  type PrivacyNotice,
  type Result,
  type TenantId,
} from '@totem/shared-schema'
import { hashedWords } from '../../registry/first-notice.ts'
import { listRegistry } from '../../registry/list-registry.ts'
import { type RegistryStore } from '../../registry/registry-store.ts'

/** A notice to be shown from now on. */
export interface NoticeToWrite {
  readonly draft: NoticeDraft
  readonly by: OperatorId | null
  readonly atMs: number
}

/** Why a notice is not written. */
export type NoticeRefusal = 'changed_meanwhile' | 'unchanged' | 'purpose_reworded'

/** So many versions on one day are no manager's. */
const mostADay = 1_000

/**
 * Makes a draft the notice of the studio, as a version of its own. The one before is put away first and the profile is
 * changed in one conditional write, so whatever was ever shown can be read back, whoever dies in between. A code
 * that a version used keeps its pt-BR question: the answers to it would get another meaning.
 */
export const writeNotice = async (
  { store, couch }: { readonly store: RegistryStore; readonly couch: CouchServer },
  tenantId: TenantId,
  { draft, by, atMs }: NoticeToWrite,
): Promise<Result<PrivacyNotice, NoticeRefusal>> => {
  const place = { tenantId, kind: 'profile', key: 'current' } as const
  const profile = await store.read(place)
  if (profile === undefined) throw new Error(`tenant ${tenantId} has no profile`)
  await putAway(store, tenantId, { notice: profile.notice, writtenAt: null, by: null })
  const written = await listRegistry(couch, tenantId, 'notice')
  const isReworded = rewords(
    draft,
    written.map(({ document }) => document.notice),
  )
  const version = await freeVersion(store, tenantId, businessDayOf(atMs, profile.timeZone))
  const notice = noticeOf(draft, version)
  const swapped = await store.decide(place, (current) => {
    if (current?.notice.version !== draft.replaces) return err('changed_meanwhile' as const)
    if (contentOf(current.notice) === contentOf(notice)) return err('unchanged' as const)
    if (isReworded) return err('purpose_reworded' as const)
    return ok({ next: { ...current, notice }, value: undefined })
  })
  if (!swapped.ok) return swapped
  await putAway(store, tenantId, { notice, writtenAt: atMs, by })
  return ok(notice)
}

const rewords = ({ purposes }: NoticeDraft, written: readonly PrivacyNotice[]): boolean => {
  const used = written.flatMap((notice) => notice.purposes ?? [])
  return purposes.some(({ code, label }) =>
    used.some((each) => each.code === code && each.label !== label),
  )
}

/** A version that is there stays as it is. */
const putAway = async (
  store: RegistryStore,
  tenantId: TenantId,
  written: {
    readonly notice: PrivacyNotice
    readonly writtenAt: number | null
    readonly by: OperatorId | null
  },
): Promise<void> => {
  await store.decide({ tenantId, kind: 'notice', key: written.notice.version }, (known) =>
    ok(known === undefined ? { next: written, value: undefined } : { value: undefined }),
  )
}

const freeVersion = async (
  store: RegistryStore,
  tenantId: TenantId,
  day: string,
): Promise<string> => {
  const versions = Array.from({ length: mostADay }, (_, index) => `${day}.${index + 1}`)
  for (const version of versions)
    if ((await store.read({ tenantId, kind: 'notice', key: version })) === undefined) return version
  throw new Error(`${mostADay} privacy notices were written on ${day}`)
}

const noticeOf = ({ title, text, translations, purposes }: NoticeDraft, version: string) => {
  const { en, es } = translations
  return {
    version,
    ...hashedWords({ title, text }),
    translations: {
      ...(en === null ? {} : { en: hashedWords(en) }),
      ...(es === null ? {} : { es: hashedWords(es) }),
    },
    purposes: purposes.map(({ code, label, translations: words }) => ({
      code,
      label,
      translations: {
        ...(words.en === null ? {} : { en: words.en }),
        ...(words.es === null ? {} : { es: words.es }),
      },
    })),
  } satisfies PrivacyNotice
}

const contentOf = ({ hash, translations, purposes }: PrivacyNotice): string =>
  JSON.stringify([hash, translations?.en?.hash, translations?.es?.hash, purposes ?? []])
