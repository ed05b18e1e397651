const whole = (count: number): string => count.toLocaleString('pt-BR')

/** What the page of selling on trust says. */
export const envelopeTexts = {
  intro:
    'Sem internet o totem não vê o Pix cair. Aqui você diz até onde ele vende assim mesmo; passando disso, o cliente paga no balcão. Vale para cada totem.',
  perTicket: 'Preço máximo de uma senha (R$)',
  count: 'Senhas a confirmar, no máximo',
  countHint: (most: number): string => `De 0 a ${whole(most)}. Com 0, nada é vendido assim.`,
  sum: 'Soma a confirmar, no máximo (R$)',
  minutes: 'Por quantos minutos sem internet',
  minutesHint: (most: number): string => `De 0 a ${whole(most)} (uma semana).`,
  pool: 'QR codes guardados por serviço',
  poolHint: (most: number): string =>
    `De 0 a ${most}. Feitos pelo banco enquanto há internet; com 0, nenhum.`,
  staticPix: 'Quando os QR codes guardados acabam, mostrar um Pix estático',
  staticHint: 'Ligue só depois de testar que o seu banco avisa o pagamento com o identificador.',
  merchantName: 'Nome de quem recebe, como o banco conhece',
  merchantCity: 'Cidade de quem recebe',
  money: 'Digite um valor como 200,00.',
  whole: (most: number): string => `Digite um número inteiro de 0 a ${whole(most)}.`,
  missing: 'Preencha este campo.',
  risk: (kiosks: number, sum: string): string =>
    kiosks === 1
      ? `Com 1 totem, o estúdio arrisca no máximo ${sum}.`
      : `Com ${kiosks} totens, o estúdio arrisca no máximo ${sum}.`,
  changed: (time: string, by: string | null): string =>
    by === null ? `Em vigor desde ${time}.` : `Em vigor desde ${time}, por ${by}.`,
  first: 'Estes são os limites com que todo estúdio começa.',
  saved: 'Salvo. Cada totem com internet recebe em até cinco minutos.',
  kiosks: 'Quem já tem estes limites',
  noKiosks: 'Nenhum totem ligado.',
  has: 'já tem',
  hasOld: (time: string): string => `ainda com os limites de ${time}`,
  hasNone: 'não diz quais tem',
} as const
