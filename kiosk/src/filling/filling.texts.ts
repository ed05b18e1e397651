import { defineTexts } from '../texts/language.ts'

/** The customer's data. */
export const fillingTexts = defineTexts({
  'pt-BR': {
    title: 'Quem vai recuperar?',
    name: { label: 'Nome', hint: 'Chamamos pela senha e pelo primeiro nome.' },
    cpf: { label: 'CPF', hint: 'Fica cifrado: nem o totem consegue ler de volta.' },
    phone: { label: 'Celular com DDD', hint: 'Só para falar sobre este atendimento.' },
    safety: 'Antes de usar:',
    actor: 'Quem está comprando?',
    actors: {
      self: 'Tenho 18 anos ou mais',
      guardian: 'Sou responsável por um menor',
    },
    notice: 'Confirmo isto e li o aviso de privacidade.',
    notices: 'Confirmo isto e li os avisos de segurança e de privacidade.',
    optional: 'Opcional – você compra igual sem marcar',
    giveUp: 'Desistir',
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
  en: {
    title: 'Who is it for?',
    name: { label: 'Name', hint: 'We call you by number and first name.' },
    cpf: {
      label: 'CPF (Brazilian tax number)',
      hint: 'Encrypted: not even this kiosk can read it.',
    },
    phone: { label: 'Mobile with area code', hint: 'Only to talk about this visit.' },
    safety: 'Before you use it:',
    actor: 'Who is buying?',
    actors: {
      self: 'I am 18 or older',
      guardian: 'I answer for a minor',
    },
    notice: 'I confirm this and have read the privacy notice.',
    notices: 'I confirm this and have read the safety and privacy notices.',
    optional: 'Optional – you can buy without ticking',
    giveUp: 'Give up',
    continue: 'Continue to Pix',
    problems: {
      name: {
        empty: 'Type your name.',
        too_short: 'Type at least 2 letters of your name.',
        too_long: 'Use 60 letters at most.',
        not_a_name: 'Use only letters, spaces, hyphens or apostrophes.',
      },
      cpf: {
        empty: 'Type your CPF.',
        incomplete: 'Some digits are missing: a CPF has 11.',
        wrong_digits: 'This CPF is not right. Check whether two digits were swapped.',
      },
      phone: {
        empty: 'Type your mobile number with area code.',
        incomplete: 'Some digits are missing: area code and 9 digits, like (51) 99999-8888.',
        not_mobile: 'This does not look like a mobile. Check the area code and the 9 in front.',
      },
      notice: { not_acknowledged: 'Read the notice and tick here to continue.' },
    },
    savingFailed: 'Your purchase could not be saved just now.',
    savingFailedHint: 'Nothing was charged. Tap continue again or call the staff.',
  },
  es: {
    title: '¿Para quién es?',
    name: { label: 'Nombre', hint: 'Te llamamos por tu número y tu nombre.' },
    cpf: { label: 'CPF (documento brasileño)', hint: 'Queda cifrado: ni el tótem puede leerlo.' },
    phone: { label: 'Celular con código de área', hint: 'Solo para hablar de esta visita.' },
    safety: 'Antes de usar:',
    actor: '¿Quién compra?',
    actors: {
      self: 'Tengo 18 años o más',
      guardian: 'Soy responsable de un menor',
    },
    notice: 'Lo confirmo y leí el aviso de privacidad.',
    notices: 'Lo confirmo y leí los avisos de seguridad y de privacidad.',
    optional: 'Opcional – puedes comprar sin marcar',
    giveUp: 'Desistir',
    continue: 'Continuar al Pix',
    problems: {
      name: {
        empty: 'Escribe tu nombre.',
        too_short: 'Escribe al menos 2 letras de tu nombre.',
        too_long: 'Usa 60 letras como máximo.',
        not_a_name: 'Usa solo letras, espacios, guion o apóstrofo.',
      },
      cpf: {
        empty: 'Escribe tu CPF.',
        incomplete: 'Faltan números: el CPF tiene 11.',
        wrong_digits: 'Este CPF no es correcto. Mira si algún número está cambiado.',
      },
      phone: {
        empty: 'Escribe tu celular con código de área.',
        incomplete: 'Faltan números: código de área y 9 dígitos, como (51) 99999-8888.',
        not_mobile: 'Esto no parece un celular. Revisa el código de área y el 9 inicial.',
      },
      notice: { not_acknowledged: 'Lee el aviso y marca aquí para continuar.' },
    },
    savingFailed: 'No pudimos guardar tu compra ahora.',
    savingFailedHint: 'No se cobró nada. Toca continuar otra vez o llama a alguien del equipo.',
  },
})
