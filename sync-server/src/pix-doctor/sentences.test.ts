import { expect, test } from 'vitest'
import { type Finding } from './finding.ts'
import { sentencesOf } from './sentences.ts'

const failed = (reason: string): Finding => ({
  about: 'access',
  failure: { kind: 'refused', reason },
})

test.for<[Finding, RegExp]>([
  [failed('status_403_not_json_token'), /não é deste ambiente/],
  [failed('status_403_AcessoNegado'), /não tem permissão/],
  [failed('status_401_token'), /Client id ou client secret não conferem/],
  [failed('status_400_token'), /confira os escopos/],
  [failed('status_503'), /Tente mais tarde/],
  [failed('network_ENOTFOUND'), /nome do banco não foi encontrado/],
  [failed('network_UNABLE_TO_VERIFY_LEAF_SIGNATURE'), /caFile/],
  [failed('network_ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'), /conexão segura/],
  [failed('timeout'), /10 segundos/],
  [failed('something new'), /fale com o suporte do banco/],
  [
    { about: 'certificate_fault', fault: { kind: 'csr_instead_of_certificate' } },
    /Baixe no portal o certificado já assinado/,
  ],
  [
    { about: 'certificate', subject: 'CN=x', daysLeft: 5, daysUntilValid: 0 },
    /Peça já a renovação/,
  ],
  [
    { about: 'webhook', registered: 'https://a.example', expected: 'https://b.example' },
    /Cada chave tem um só webhook/,
  ],
])('%j is advised on', ([finding, advice]) => {
  expect(sentencesOf(finding).advice).toMatch(advice)
})

test('a certificate tells its days in words', () => {
  const finding = {
    about: 'certificate',
    subject: 'CN=x',
    daysLeft: -1,
    daysUntilValid: 0,
  } as const
  expect(sentencesOf(finding).says).toBe('O certificado (CN=x) venceu há 1 dia.')
})
