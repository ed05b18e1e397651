import { getPixPayloadInfo } from '@brazilian-utils/brazilian-utils'
import { describe, expect, test } from 'vitest'
import { brCodeOf, readPastedCode } from './br-code.ts'

const merchant = { name: 'Studio Recovery', city: 'Porto Alegre' }
const location = 'pix.example.com/qr/v2/2353c790eefb11eaadc10242ac120002'
const code =
  '00020101021226760014br.gov.bcb.pix2554pix.example.com/qr/v2/2353c790eefb11eaadc10242ac1200025204000053039865802BR5915Studio Recovery6012Porto Alegre62070503***630425EE'

describe('the BR Code of a charge', () => {
  test('is byte for byte the published form with its CRC', () => {
    expect(brCodeOf(location, merchant)).toBe(code)
  })

  test('takes amount and txid from the location, as dynamic codes do', () => {
    expect(getPixPayloadInfo(code)).toStrictEqual({
      url: location,
      merchantName: 'Studio Recovery',
      merchantCity: 'Porto Alegre',
      pointOfInitiation: 'dynamic',
    })
  })

  test.for([
    `https://${location}`,
    'localhost/qr/1',
    'pix.example.com:8790/qr/1',
    `a.b/${'x'.repeat(80)}`,
  ])('cannot carry the location %s', (bad) => {
    expect(() => brCodeOf(bad, merchant)).toThrow('No valid BR Code')
  })

  test('leads back to its location, also with blanks around it', () => {
    expect(readPastedCode(` ${code}\n`)).toStrictEqual({ kind: 'charge', location })
  })

  test.for([
    ['a flipped letter', code.replace('Recovery', 'Recoverx')],
    [
      'a static code that leaves the amount to the payer',
      '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D',
    ],
    ['no code', 'bom dia'],
  ] as const)('is not %s', ([, text]) => {
    expect(readPastedCode(text)).toBeUndefined()
  })
})
