import { type TlsFault } from '../payments/bacen/tls-material.ts'
import { type ProviderFailure } from '../payments/provider.ts'
import { type Finding } from './finding.ts'

/** What a person reads: what is so, and what to do when it is not good. */
export interface Sentences {
  readonly says: string
  readonly advice?: string
}

/** Puts a finding into plain words, in Portuguese. */
export const sentencesOf = (finding: Finding): Sentences => {
  switch (finding.about) {
    case 'address':
      return finding.isHttps
        ? { says: `Endereço do banco: ${finding.host}.` }
        : {
            says: `O endereço do banco (${finding.host}) não usa HTTPS.`,
            advice: 'Serve para o simulador. Um banco de verdade só atende por https://.',
          }
    case 'secret':
      return finding.isThere
        ? { says: 'O segredo do cliente (client secret) está no arquivo.' }
        : {
            says: `O arquivo ${finding.file} não existe ou está vazio.`,
            advice:
              'Grave nele o client secret que o portal do desenvolvedor mostrou em “Gerar credenciais”.',
          }
    case 'no_certificate':
      return finding.isHttps
        ? {
            says: 'Nenhum certificado foi configurado, e o banco exige um (mTLS).',
            advice: 'Preencha "tls" com "certFile" e "keyFile" no arquivo dos provedores.',
          }
        : { says: 'Sem certificado: só o simulador atende assim.' }
    case 'certificate_fault':
      return faultSentences(finding.fault)
    case 'certificate':
      return certificateSentences(finding)
    case 'access':
      return finding.failure === null
        ? { says: 'O banco nos deixa entrar e mostra os Pix recebidos.' }
        : { says: 'O banco não nos deixa entrar.', advice: adviceFor(finding.failure) }
    case 'key':
      return finding.failure === null
        ? { says: 'A chave Pix pertence a estas credenciais.' }
        : {
            says: 'O banco recusa a chave Pix.',
            advice:
              'Ela precisa ser da mesma conta do certificado, e a credencial precisa do escopo ' +
              `webhook.read. ${adviceFor(finding.failure)}`,
          }
    case 'webhook':
      return webhookSentences(finding)
    case 'test_charge':
      return finding.failure === null
        ? { says: 'Uma cobrança de R$ 0,01 foi criada e cancelada.' }
        : {
            says: 'A cobrança de teste não deu certo.',
            advice: `Se o acesso funciona, confira "paths.cobItem" (v2 ou v3) e a chave. ${adviceFor(finding.failure)}`,
          }
  }
}

const files = { cert: 'certificado', key: 'chave privada', ca: 'cadeia do banco' } as const

const faultSentences = (fault: TlsFault): Sentences => {
  switch (fault.kind) {
    case 'missing':
      return {
        says: `O arquivo do item “${files[fault.file]}” não existe.`,
        advice: 'Confira o caminho no arquivo dos provedores e a permissão de leitura.',
      }
    case 'csr_instead_of_certificate':
      return {
        says: 'O arquivo do certificado é o pedido de assinatura (CSR), não o certificado.',
        advice:
          'O CSR é o que se envia ao banco. Baixe no portal o certificado já assinado (.cer) e aponte "certFile" para ele.',
      }
    case 'unreadable':
      return {
        says: `O arquivo do item “${files[fault.file]}” não pôde ser lido.`,
        advice: 'Ele precisa estar em PEM ou DER, sem texto em volta. Baixe-o de novo.',
      }
    case 'key_with_passphrase':
      return {
        says: 'A chave privada está protegida por senha.',
        advice: 'Grave-a sem senha: openssl pkey -in com-senha.key -out totem.key',
      }
    case 'key_of_another_certificate':
      return {
        says: 'A chave privada não é a deste certificado.',
        advice:
          'Use a chave que gerou o CSR enviado ao banco. Se ela se perdeu, gere outro CSR e peça outro certificado.',
      }
  }
}

const certificateSentences = ({
  subject,
  daysLeft,
  daysUntilValid,
}: Extract<Finding, { about: 'certificate' }>): Sentences => {
  if (daysLeft < 0)
    return {
      says: `O certificado (${subject}) venceu há ${days(-daysLeft)}.`,
      advice: 'Gere um CSR novo e peça outro certificado no portal do banco.',
    }
  if (daysUntilValid > 0)
    return {
      says: `O certificado (${subject}) só vale daqui a ${days(daysUntilValid)}.`,
      advice: 'Confira o relógio desta máquina.',
    }
  const says = `Certificado e chave combinam (${subject}); valem por mais ${days(daysLeft)}.`
  return daysLeft < 30
    ? { says, advice: 'Peça já a renovação: a cooperativa pode levar semanas.' }
    : { says }
}

const webhookSentences = ({
  registered,
  expected,
}: Extract<Finding, { about: 'webhook' }>): Sentences => {
  if (registered === null)
    return {
      says: 'O banco ainda não sabe para onde mandar os avisos de pagamento.',
      advice: 'O gateway registra o endereço ao iniciar. Até lá, os Pix são achados por consulta.',
    }
  if (expected !== null && registered !== expected)
    return {
      says: `O banco avisa ${registered}, e não ${expected}.`,
      advice:
        'Cada chave tem um só webhook: outro sistema pode ter registrado o dele. Use uma chave só para o Totem e reinicie o gateway.',
    }
  return { says: `O banco avisa ${registered}.` }
}

const days = (count: number): string => (count === 1 ? '1 dia' : `${count} dias`)

/** Advises on a failure by the reason the adapter gave it. */
const adviceFor = (failure: ProviderFailure): string => {
  const reason = 'reason' in failure ? failure.reason : failure.kind
  const known = advice.find(([pattern]) => pattern.test(reason))
  return `${known?.[1] ?? 'Guarde este código e fale com o suporte do banco.'} (${reason})`
}

const advice: readonly (readonly [RegExp, string])[] = [
  [
    /^status_403_not_json/,
    'O muro do banco respondeu “Access Denied”: o certificado não é deste ambiente (produção ou homologação) ou ainda não foi liberado.',
  ],
  [
    /^status_401/,
    'Client id ou client secret não conferem. Gere as credenciais a partir do certificado, não de um aplicativo comum do portal.',
  ],
  [
    /^status_400.*_token$/,
    'O banco recusou o pedido de acesso: confira os escopos contratados ("scopes") e "tokenParametersIn".',
  ],
  [/^status_404_token/, 'Não há nada em "tokenPath" neste endereço. Confira "baseUrl".'],
  [/^status_403/, 'A credencial não tem permissão para isto: confira os escopos e a chave Pix.'],
  [/^status_429|^asked_to_wait/, 'Foram perguntas demais. Espere alguns minutos.'],
  [/^status_5/, 'O banco está com problema. Tente mais tarde.'],
  [
    /^network_E(NOTFOUND|AI_AGAIN)/,
    'O nome do banco não foi encontrado: confira "baseUrl" e o DNS.',
  ],
  [/^network_ECONNREFUSED/, 'Ninguém atende nesse endereço: confira "baseUrl" e a porta.'],
  [
    /^network_(UNABLE|SELF|CERT|DEPTH|ERR_TLS)/,
    'Não dá para provar que é o banco: aponte "caFile" para a cadeia completa dele, ou tire "caFile" se ele usa uma autoridade pública.',
  ],
  [
    /^network_(ERR_SSL|EPROTO|ECONNRESET)/,
    'O banco encerrou a conexão segura: em geral o certificado não é aceito neste ambiente.',
  ],
  [/^network/, 'Sem contato com o banco: confira a internet e o firewall.'],
  [/^timeout/, 'O banco não respondeu em 10 segundos.'],
  [
    /^at_|^not_json|^token$/,
    'O banco respondeu numa forma que este programa não conhece: confira "paths".',
  ],
]
