import { defineTexts } from '../texts/language.ts'

/** The customer's data. */
export const fillingTexts = defineTexts({
  'pt-BR': {
    title: 'Quem vai recuperar?',
    name: { label: 'Nome', hint: 'Chamamos pela senha e pelo primeiro nome.' },
    cpf: { label: 'CPF', hint: 'Fica cifrado: nem o totem consegue ler de volta.' },
    phone: { label: 'Celular com DDD', hint: 'Só para falar sobre este atendimento.' },
    notice: 'Li o aviso de privacidade.',
    continue: 'Continuar para o Pix',
    problems: {
      name: {
        empty: 'Digite seu nome.',
        too_short: 'Digite o nome com pelo menos 2 letras.',
        too_long: 'Use no máximo 60 letras.',
        not_a_name: 'Use só letras, espaço, hífen ou apóstrofo.',
      },
      cpf: {
        empty: 'Digite seu CPF.',
        incomplete: 'Faltam números: o CPF tem 11.',
        wrong_digits: 'Este CPF não confere. Veja se algum número foi trocado.',
      },
      phone: {
        empty: 'Digite seu celular com DDD.',
        incomplete: 'Faltam números: DDD e 9 dígitos, como (51) 99999-8888.',
        not_mobile: 'Este não parece um celular. Confira o DDD e o 9 na frente.',
      },
      notice: { not_acknowledged: 'Leia o aviso e marque aqui para continuar.' },
    },
    savingFailed: 'Não foi possível guardar sua compra agora.',
    savingFailedHint: 'Nada foi cobrado. Toque em continuar de novo ou chame alguém da equipe.',
  },
})
