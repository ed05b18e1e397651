import { createHash } from 'node:crypto'
import { type PrivacyNotice } from '@totem/shared-schema'

const portuguese = {
  title: 'Aviso de privacidade',
  text: `Para vender e atender, o estúdio pede seu nome, seu CPF e seu celular.

Para que usamos: registrar sua compra e o pagamento, emitir comprovante e nota, chamar você na sua vez e falar com você sobre este atendimento. É o que a lei permite para cumprir o contrato e as obrigações fiscais (LGPD, art. 7º, II e V).

Como guardamos: o CPF é cifrado neste totem antes de sair dele, e nenhum aparelho do estúdio consegue lê-lo. Guardamos os dados pelo prazo que a lei fiscal exige e depois os apagamos. Não vendemos seus dados e só os passamos ao banco que processa o Pix e a autoridades, quando a lei obriga.

Seus direitos: você pode pedir para ver, corrigir ou apagar seus dados, ou saber com quem foram compartilhados. Fale com a equipe na recepção. Se preferir, procure a ANPD (gov.br/anpd).`,
}

const english = {
  title: 'Privacy notice',
  text: `To sell to you and serve you, the studio asks for your name, your CPF and your mobile number.

What we use them for: to register your purchase and payment, to issue receipt and invoice, to call you when it is your turn and to talk to you about this visit. The law allows this to fulfil the contract and our tax duties (LGPD, art. 7, II and V).

How we keep them: your CPF is encrypted on this kiosk before it leaves it, and no device of the studio can read it. We keep your data as long as tax law demands and erase them afterwards. We do not sell your data, and pass them on only to the bank that processes the Pix and to authorities when the law obliges us.

Your rights: you may ask to see, correct or erase your data, or to know with whom they were shared. Talk to the staff at the desk. You may also turn to the ANPD (gov.br/anpd).`,
}

const spanish = {
  title: 'Aviso de privacidad',
  text: `Para venderte y atenderte, el estudio pide tu nombre, tu CPF y tu celular.

Para qué los usamos: registrar tu compra y el pago, emitir comprobante y factura, llamarte cuando sea tu turno y hablar contigo sobre esta visita. La ley lo permite para cumplir el contrato y las obligaciones fiscales (LGPD, art. 7, II y V).

Cómo los guardamos: el CPF se cifra en este tótem antes de salir de él, y ningún equipo del estudio puede leerlo. Guardamos los datos por el plazo que exige la ley fiscal y después los borramos. No vendemos tus datos y solo los pasamos al banco que procesa el Pix y a las autoridades, cuando la ley obliga.

Tus derechos: puedes pedir ver, corregir o borrar tus datos, o saber con quién se compartieron. Habla con el equipo en la recepción. Si prefieres, acude a la ANPD (gov.br/anpd).`,
}

interface Words {
  readonly title: string
  readonly text: string
}

/** Adds the hash of title, newline and text, which names exactly what was shown. */
export const hashedWords = (words: Words): Words & { readonly hash: string } => ({
  ...words,
  hash: createHash('sha256').update(`${words.title}\n${words.text}`).digest('hex'),
})

/** The notice a studio begins with; its manager may change it. */
export const firstNotice: PrivacyNotice = {
  version: '2026-11',
  ...hashedWords(portuguese),
  translations: { en: hashedWords(english), es: hashedWords(spanish) },
  purposes: [
    {
      code: 'offers',
      label: 'Quero receber novidades e ofertas no celular.',
      translations: {
        en: 'I want news and offers on my mobile.',
        es: 'Quiero recibir novedades y ofertas en el celular.',
      },
    },
    {
      code: 'survey',
      label: 'Podem me perguntar depois o que achei.',
      translations: {
        en: 'You may ask me afterwards how it was.',
        es: 'Pueden preguntarme después qué me pareció.',
      },
    },
  ],
}
