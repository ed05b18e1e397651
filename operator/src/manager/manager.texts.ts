import { type RequestProblem } from '@totem/shared-schema/local-store'

/** The pages a manager has, in their order. */
export const managerPages = [
  'dashboard',
  'payments',
  'inbox',
  'devices',
  'catalog',
  'envelope',
  'texts',
  'staff',
  'reports',
  'audit',
  'people',
] as const
/** A page of the manager's. */
export type ManagerPage = (typeof managerPages)[number]

/** What the manager's pages say in common. */
export const managerTexts = {
  title: 'Gerência',
  back: 'Voltar à fila',
  loading: 'Buscando no servidor…',
  again: 'Tentar de novo',
  readAt: (time: string): string => `O que está abaixo foi lido em ${time}.`,
  save: 'Salvar',
  cancel: 'Cancelar',
  saved: 'Salvo.',
  pages: {
    dashboard: 'Resumo',
    payments: 'Pagamentos em revisão',
    envelope: 'Venda sem internet',
    texts: 'Avisos e consentimentos',
    devices: 'Aparelhos',
    catalog: 'Catálogo',
    staff: 'Equipe',
    inbox: 'Pendências',
    audit: 'Auditoria',
    reports: 'Relatórios',
    people: 'Titulares',
  } satisfies Record<ManagerPage, string>,
} as const

/** Says why the gateway gave no answer, and what to do. */
export const requestProblemText = (problem: RequestProblem): string => {
  if (problem.kind === 'unreachable')
    return 'Sem conexão com o servidor. Esta página precisa de internet; a fila continua funcionando.'
  if (problem.status === 401 || problem.status === 403)
    return 'Seu acesso não permite isso. Saia e entre de novo como gerente.'
  return codeTexts[problem.code] ?? `O servidor recusou (${problem.code}). Nada mudou.`
}

const codeTexts: Readonly<Record<string, string>> = {
  last_manager: 'O estúdio ficaria sem gerente. Promova outra pessoa antes.',
  password_missing: 'Quem é novo precisa de uma senha.',
  invalid_body: 'Algum campo não está como devia. Confira e tente de novo.',
  invalid_code: 'O código tem de 2 a 12 letras maiúsculas e números, começando por letra.',
  invalid_login: 'O usuário tem de 2 a 32 letras minúsculas, números, pontos e traços.',
  unknown_device: 'Este aparelho não existe mais.',
  not_releasable: 'Isto não pode entrar nos registros. Trate à mão e marque como tratado.',
  already_released: 'Isto já entrou nos registros.',
  unknown_entry: 'Isto não existe mais.',
  unknown_type: 'Este servidor é mais antigo que o aparelho. Atualize o servidor e tente de novo.',
  malformed: 'O conteúdo não pode ser lido. Trate à mão e marque como tratado.',
  gateway_only: 'Só o servidor pode escrever isto. Trate à mão e marque como tratado.',
  wrong_id: 'O conteúdo foi alterado depois de assinado. Não pode entrar.',
  changed_meanwhile: 'Algo mudou desde que você olhou. Veja de novo e decida.',
  not_in_review: 'Esta senha não espera mais por uma decisão.',
  has_a_ticket: 'Este dinheiro já está em uma senha. Devolva por lá.',
  not_ours: 'Este dinheiro caiu em outra conta. Só o banco pode ajudar.',
  other_provider: 'Outro provedor recebeu este dinheiro e é ele quem devolve.',
  too_old: 'O banco só devolve o que entrou nos últimos 90 dias. Devolva por transferência.',
  too_much: 'É mais do que resta deste dinheiro.',
  unknown_money: 'Este dinheiro não está mais nos livros.',
  unknown_ticket: 'Esta senha não existe mais.',
  notice_changed: 'Outra pessoa escreveu uma versão depois que você abriu esta. Leia a dela antes.',
  notice_unchanged: 'É o mesmo texto que os clientes já leem. Nada mudou.',
  purpose_reworded:
    'Uma pergunta mudou e ficou com o código da antiga. Tire este consentimento e acrescente outro.',
  no_report: 'Este relatório ainda não existe.',
  nobody: 'Nada está guardado sobre este CPF.',
  erased: 'A pessoa pediu para ser apagada; os dados dela não voltam.',
}
