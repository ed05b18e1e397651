import * as v from 'valibot'
import { expect, test } from 'vitest'
import { PrinterListText } from './printer-list.ts'

test('printers are listed by tenant and name', () => {
  expect(
    v.parse(PrinterListText, 'demo/balcao=192.168.0.50:9100, norte/caixa-2=printer.lan:9101'),
  ).toEqual(
    new Map([
      ['demo/balcao', { host: '192.168.0.50', port: 9100 }],
      ['norte/caixa-2', { host: 'printer.lan', port: 9101 }],
    ]),
  )
})

test('nothing listed is nothing reachable', () => {
  expect(v.parse(PrinterListText, '')).toEqual(new Map())
})

test.for([
  'balcao=1.2.3.4:9100',
  'demo/balcao=1.2.3.4',
  'demo/balcao=1.2.3.4:0',
  'demo/b=h:99999',
  'demo/../x=h:1',
])('%s is refused', (text) => {
  expect(v.is(PrinterListText, text)).toBe(false)
})
