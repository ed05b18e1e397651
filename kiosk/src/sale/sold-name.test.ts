import { expect, test } from 'vitest'
import { aService, aTicket } from '../_fake-device.ts'
import { soldNameIn } from './sold-name.ts'

const { service: sold } = aTicket().sale
const iceBath = aService({
  name: 'Banheira nova',
  translations: { en: { name: 'Ice bath', description: '' } },
})

test.for([
  ['en', [iceBath], 'Ice bath'],
  ['es', [iceBath], sold.name],
  ['pt-BR', [iceBath], sold.name],
  ['en', [], sold.name],
] as const)('in %s', ([language, services, name]) => {
  expect(soldNameIn(language, sold, services)).toBe(name)
})
