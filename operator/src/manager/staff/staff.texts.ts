import { type ManagedOperator } from '@totem/shared-schema'

/** What the page of the staff says. */
export const staffTexts = {
  intro: 'Quem entra nos tablets. Senha nova ou acesso encerrado derruba os logins abertos.',
  new: 'Nova pessoa',
  edit: 'Alterar',
  closed: 'sem acesso',
  login: 'Usuário (para entrar)',
  name: 'Nome',
  role: 'Papel',
  roles: { operator: 'Operação', manager: 'Gerência' } satisfies Record<
    ManagedOperator['role'],
    string
  >,
  password: 'Senha',
  newPassword: 'Senha nova (em branco: fica a atual)',
  passwordHint: 'Pelo menos 10 caracteres. Uma frase serve.',
  active: 'Pode entrar',
  missing: 'Preencha este campo.',
  short: 'A senha precisa de pelo menos 10 caracteres.',
} as const
