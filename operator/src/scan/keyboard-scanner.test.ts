import fc from 'fast-check'
import { createRoot } from 'solid-js'
import { expect, test } from 'vitest'
import { createKeyboardScanner, nothingTyped, typeKey } from './keyboard-scanner.ts'

/** The keys of a text and what ends it. */
const keysOf = (text: string, end = 'Enter'): readonly string[] => [...Array.from(text), end]

/** Types keys, so many milliseconds apart; gives what was scanned. */
const typed = (keys: readonly string[], apartMs = 8): readonly string[] => {
  const codes: string[] = []
  let state = nothingTyped
  keys.forEach((key, index) => {
    const heard = typeKey(state, key, 1_000 + index * apartMs)
    state = heard.typed
    if (heard.code !== undefined) codes.push(heard.code)
  })
  return codes
}

test.for<[readonly string[], readonly string[]]>([
  [keysOf('T1:A B%+'), ['T1:A B%+']],
  [keysOf('T1:A B%+', 'Tab'), ['T1:A B%+']],
  [['Shift', 'T', '1', 'Shift', ':', 'A', 'Enter'], ['T1:A']],
  [
    [...keysOf('T1:A'), ...keysOf('T1:B')],
    ['T1:A', 'T1:B'],
  ],
  [keysOf('00020126580014br.gov.bcb.pix'), []],
  [['Enter', 'Tab', 'Escape'], []],
  [Array.from('T1:A'), []],
])('a hand scanner that types %j gives %j', ([keys, codes]) => {
  expect(typed(keys)).toEqual(codes)
})

test('a code that broke off is forgotten before the next one', () => {
  expect(typed(keysOf('T1:A'), 1_001)).toEqual([])
})

test('whatever was typed before, what a scanner reads comes out whole', () => {
  const keys = fc.array(fc.constantFrom('a', ' ', 'T', '1', 'Shift', 'Backspace', 'Enter'))
  fc.assert(
    fc.property(keys, (before) => {
      let state = nothingTyped
      for (const [index, key] of before.entries()) state = typeKey(state, key, index * 30).typed
      const start = before.length * 30
      let code: string | undefined
      for (const [index, key] of keysOf('T1:Z 0').entries()) {
        const heard = typeKey(state, key, start + index * 5)
        state = heard.typed
        code = heard.code ?? code
      }
      expect(code).toBe('T1:Z 0')
    }),
  )
})

test('its space and Enter press no button, and fields keep their own keys', () => {
  const codes: string[] = []
  const button = document.body.appendChild(document.createElement('button'))
  const field = document.body.appendChild(document.createElement('input'))
  const key = (target: Element, name: string): boolean =>
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }),
    )
  createRoot((dispose) => {
    createKeyboardScanner(document, (code) => codes.push(code))
    expect([key(button, ' '), key(button, 'Enter')]).toEqual([true, true])
    for (const name of 'T1:A') key(button, name)
    expect([key(button, ' '), key(button, 'Enter')]).toEqual([false, false])
    for (const name of keysOf('T1:B')) key(field, name)
    dispose()
  })
  for (const name of keysOf('T1:C')) key(button, name)
  expect(codes).toEqual(['T1:A '])
  for (const element of [button, field]) element.remove()
})
