import { expect, test } from 'vitest'
import { createLogger } from './logger.ts'

test('personal data and secrets are masked wherever they turn up', () => {
  const lines: string[] = []
  const logger = createLogger('info', { write: (line: string) => void lines.push(line) })
  const secrets = { cpf: '11144477735', phone: '+5551999990001', name: 'Mariana', token: 'eyJ' }
  logger.info(
    {
      ...secrets,
      customer: secrets,
      ticket: { customer: secrets },
      req: { headers: { authorization: 'Bearer eyJ' } },
    },
    'x',
  )
  expect(lines.join('')).not.toMatch(/11144477735|99999|Mariana|eyJ/)
})
