import { type Locale } from '@totem/shared-schema'

/** The languages customers read, in the order they are written in. */
export const languages = ['pt-BR', 'en', 'es'] as const satisfies readonly Locale[]

/** What the page of notices and consents says. */
export const textsTexts = {
  intro:
    'O que o cliente lê e aceita no totem. Cada mudança é uma versão nova: a anterior fica guardada, e cada venda guarda qual versão foi lida.',
  languages: { 'pt-BR': 'Português', en: 'Inglês', es: 'Espanhol' } satisfies Record<
    Locale,
    string
  >,
  notice: 'Aviso de privacidade (LGPD)',
  current: 'em vigor',
  version: (version: string): string => `Versão ${version}`,
  since: (time: string, by: string | null): string =>
    by === null ? `escrita em ${time}` : `escrita em ${time} por ${by}`,
  first: 'texto inicial',
  hash: 'Código de verificação (hash)',
  purposes: 'Consentimentos opcionais',
  noPurposes: 'Nenhum consentimento opcional.',
  write: 'Escrever nova versão',
  history: 'Versões anteriores',
  noHistory: 'Ainda não há versões anteriores.',
  title: (language: string): string => `Título (${language})`,
  text: (language: string): string => `Texto (${language})`,
  optionalLanguage: 'Sem tradução, o cliente lê em português.',
  purpose: (language: string): string => `Pergunta (${language})`,
  addPurpose: 'Acrescentar consentimento',
  removePurpose: 'Remover',
  missing: 'Título e texto em português precisam estar escritos, e cada tradução por inteiro.',
  publish: 'Publicar esta versão',
  publishNote: 'Vale para as próximas vendas. Quem já está comprando termina com o texto que leu.',
  published: (version: string): string =>
    `Versão ${version} publicada. Cada totem com internet recebe em até cinco minutos.`,
  safety: 'Avisos de segurança dos serviços',
  safetyIntro: 'Quem não deve usar o serviço, ou deve perguntar antes. O cliente confirma que leu.',
  noSafety: 'Sem aviso de segurança.',
  edit: 'Alterar',
  safetyText: (language: string): string => `Aviso (${language})`,
  safetySaved: 'Publicado. A versão anterior fica guardada.',
  removed: 'retirado',
} as const
