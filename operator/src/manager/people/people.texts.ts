/** What the page of data subjects says. */
export const peopleTexts = {
  intro:
    'Quando alguém pede para ver, corrigir ou apagar os próprios dados (LGPD, art. 18). Confira o documento da pessoa antes. Cada consulta fica registrada com o seu usuário.',
  cpf: 'CPF da pessoa',
  find: 'Procurar',
  wrongCpf: 'Este CPF não confere. Confira os números.',
  nobody: 'Nada está guardado sobre este CPF.',
  found: (count: number): string => (count === 1 ? '1 compra' : `${count} compras`),
  columns: { number: 'Senha', day: 'Dia', service: 'Serviço', name: 'Nome', phone: 'Celular' },
  export: 'Entregar cópia (arquivo)',
  correct: 'Corrigir nome e celular',
  name: 'Nome',
  phone: 'Celular',
  wrongName: 'Digite nome e sobrenome.',
  wrongPhone: 'Digite o celular com DDD.',
  corrected: 'Corrigido em todas as compras.',
  erase: 'Apagar a pessoa',
  eraseSure:
    'Nome, celular e CPF somem dos registros, dos tablets e das cópias de segurança que voltarem. As vendas ficam, sem a pessoa. Não dá para desfazer.',
  eraseYes: 'Apagar para sempre',
  erased: (count: number): string =>
    count === 1 ? 'A pessoa foi apagada de 1 compra.' : `A pessoa foi apagada de ${count} compras.`,
} as const
