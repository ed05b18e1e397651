import { expect, test, vi } from 'vitest'
import { takePairingCode } from './take-pairing-code.ts'

test.for([
  { href: 'http://a.example/kiosk/?pair=ABCD2345', code: 'ABCD2345', left: '/kiosk/' },
  { href: 'http://a.example/kiosk/?x=1&pair=ABCD2345#y', code: 'ABCD2345', left: '/kiosk/?x=1#y' },
  { href: 'http://a.example/kiosk/?pair=', code: undefined, left: '/kiosk/' },
])('$href gives $code and leaves $left', ({ href, code, left }) => {
  const replaceState = vi.fn()
  expect(takePairingCode({ href }, { replaceState })).toBe(code)
  expect(replaceState.mock.calls).toEqual([[null, '', left]])
})

test('an address without a code stays as it is', () => {
  const replaceState = vi.fn()
  expect(takePairingCode({ href: 'http://a.example/kiosk/' }, { replaceState })).toBeUndefined()
  expect(replaceState).not.toHaveBeenCalled()
})
