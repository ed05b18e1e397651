import { createHash } from 'node:crypto'
import { defaultTimeZone, ok, type TenantId, type TenantProfile } from '@totem/shared-schema'
import { type RegistryDocument } from './registry-documents.ts'
import { type RegistryStore } from './registry-store.ts'
import { type Registry } from './registry.ts'

const title = 'Aviso de privacidade'

const text = `Para vender e atender, o estúdio pede seu nome, seu CPF e seu celular.

Para que usamos: registrar sua compra e o pagamento, emitir comprovante e nota, chamar você na sua vez e falar com você sobre este atendimento. É o que a lei permite para cumprir o contrato e as obrigações fiscais (LGPD, art. 7º, II e V).

Como guardamos: o CPF é cifrado neste totem antes de sair dele, e nenhum aparelho do estúdio consegue lê-lo. Guardamos os dados pelo prazo que a lei fiscal exige e depois os apagamos. Não vendemos seus dados e só os passamos ao banco que processa o Pix e a autoridades, quando a lei obriga.

Seus direitos: você pode pedir para ver, corrigir ou apagar seus dados, ou saber com quem foram compartilhados. Fale com a equipe na recepção. Se preferir, procure a ANPD (gov.br/anpd).`

/** What a studio begins with; its manager may change it. */
const firstProfile = (studio: string): RegistryDocument<'profile'> => ({
  studio,
  timeZone: defaultTimeZone,
  notice: {
    version: '2026-11',
    hash: createHash('sha256').update(`${title}\n${text}`).digest('hex'),
    title,
    text,
  },
})

/** Gives a tenant its first profile; one that is there stays. */
export const ensureProfile = async (
  store: RegistryStore,
  tenantId: TenantId,
  studio: string,
): Promise<void> => {
  await store.decide({ tenantId, kind: 'profile', key: 'current' }, (profile) =>
    ok(
      profile === undefined
        ? { next: firstProfile(studio), value: undefined }
        : { value: undefined },
    ),
  )
}

/** Gives a tenant's profile, which bootstrap has written before anybody can ask for it. */
export const profileOf = async (registry: Registry, tenantId: TenantId): Promise<TenantProfile> => {
  const profile = await registry.profile(tenantId)
  if (profile === undefined) throw new Error(`tenant ${tenantId} has no profile`)
  return profile
}
