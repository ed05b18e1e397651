import { type LoginProblem } from '@totem/shared-schema/local-store'
import { type LoggedOutAfter } from '../app/create-session.ts'

/** What the log-in screen says. */
export const loginTexts = {
  title: 'Entrar na operação',
  user: 'Usuário',
  password: 'Senha',
  submit: 'Entrar',
  missing: 'Digite usuário e senha.',
  after: {
    start: undefined,
    logout: 'Você saiu. O que foi registrado continua guardado e segue para o servidor.',
    grant_ended: 'Seu acesso neste tablet terminou. Entre de novo; nada se perdeu.',
  } satisfies Record<LoggedOutAfter, string | undefined>,
} as const

/** Says why a log-in failed and what to do. */
export const loginProblemText = (problem: LoginProblem, isFirst: boolean): string => {
  switch (problem.kind) {
    case 'wrong_credentials':
      return 'Usuário ou senha não conferem.'
    case 'locked': {
      const minutes = Math.ceil(problem.retryAfterSeconds / 60)
      return `Muitas tentativas. Tente de novo em ${minutes} ${minutes === 1 ? 'minuto' : 'minutos'}.`
    }
    case 'offline':
      return isFirst
        ? 'Sem conexão com o servidor. O primeiro acesso neste tablet precisa de internet.'
        : 'Sem conexão com o servidor. Sem internet, só entra quem já entrou neste tablet nos últimos 7 dias.'
    case 'failed':
      return `O servidor não respondeu como devia. Tente de novo. (${problem.detail})`
  }
}
