import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { billOf, Cob } from './cob.ts'

const location = 'pix.example.com/qr/v2/2353c790eefb11eaadc10242ac120002'
const code =
  '00020101021226760014br.gov.bcb.pix2554pix.example.com/qr/v2/2353c790eefb11eaadc10242ac1200025204000053039865802BR5915Studio Recovery6012Porto Alegre62070503***630425EE'

const cobWith = (shown: { readonly pixCopiaECola?: string; readonly location?: string }): Cob =>
  v.parse(Cob, {
    txid: 'TA00123456789ABCDEFGHJKMND01',
    status: 'ATIVA',
    calendario: { criacao: '2026-11-23T13:36:00Z', expiracao: 900 },
    valor: { original: '90.00' },
    ...shown,
  })

describe('a code that a customer is shown', () => {
  test.for([
    [location, code],
    [
      'api.itau/pix/qr/v2/f50feab7-1273-48c3-a296-db458e212dbf',
      '00020101021226770014BR.GOV.BCB.PIX2555api.itau/pix/qr/v2/f50feab7-1273-48c3-a296-db458e212dbf5204000053039865802BR5925KABUM COMERCIO ELETRONICO6009SAO PAULO62070503***63047469',
    ],
    [
      'payload.psp.com/3ec9d2f9-5f03-4e0e-820d-63a81e769e87',
      '00020101021226740014br.gov.bcb.pix2552payload.psp.com/3ec9d2f9-5f03-4e0e-820d-63a81e769e875204000053039865802BR5914THALES OGLIARI6015SAO MIGUEL DO O62070503***63042895',
    ],
    [
      'pix.example.com/qr/93598be0-1bd0-4997-8318-81776a1d8a99',
      '00020101021226770014BR.GOV.BCB.PIX2555pix.example.com/qr/93598be0-1bd0-4997-8318-81776a1d8a995204000053039865802BR5907EMPRESA6009SAO PAULO62070503***6304EEAB',
    ],
  ] as const)('leads to %s, as its charge does', ([place, brCode]) => {
    expect(billOf(cobWith({ pixCopiaECola: brCode, location: place }))).toEqual({
      kind: 'pix',
      brCode,
      expiresAt: Date.parse('2026-11-23T13:51:00Z'),
    })
  })

  test('needs no location beside it', () => {
    expect(billOf(cobWith({ pixCopiaECola: code }))).toMatchObject({ brCode: code })
  })

  test.for([
    ['is not there', {}],
    ['leads elsewhere', { pixCopiaECola: code, location: 'pix.example.com/qr/v2/other' }],
    ['has a flipped letter', { pixCopiaECola: code.replace('Recovery', 'Recoverx') }],
    ['has wrong check digits', { pixCopiaECola: code.replace(/25EE$/, 'B14F') }],
    ['is longer than any', { pixCopiaECola: code.padEnd(513, '0') }],
    [
      'is static: anybody may pay it, any number of times',
      {
        pixCopiaECola:
          '00020126580014br.gov.bcb.pix01367d9f0335-8dcc-4054-9bf9-0dbd61d36906520400005303986540590.005802BR5915Studio Recovery6012Porto Alegre62290525TOTEM01A2B3C4D5E6F7G8H9J06304E844',
      },
    ],
  ] as const)('is none when it %s', ([, shown]) => {
    expect(billOf(cobWith(shown))).toBeUndefined()
  })
})
