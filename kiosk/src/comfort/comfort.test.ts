import { createRoot } from 'solid-js'
import { expect, test } from 'vitest'
import { applyComfort } from './apply-comfort.ts'
import { createComfort, firstSettings } from './comfort.ts'

const facts = (root: HTMLElement): unknown => [
  root.lang,
  root.dataset['text'],
  root.hasAttribute('data-high-contrast'),
  root.hasAttribute('data-low'),
]

test('the page follows the customer, and forgets them', async () => {
  const root = document.createElement('html')
  const comfort = createComfort()
  const dispose = createRoot((end) => {
    applyComfort(comfort, root)
    return end
  })
  await Promise.resolve()
  expect(facts(root)).toEqual(['pt-BR', 'normal', false, false])
  comfort.change({ language: 'es', isHighContrast: true })
  comfort.change({ textSize: 'largest', isLow: true })
  expect(facts(root)).toEqual(['es', 'largest', true, true])
  comfort.reset()
  expect([facts(root), comfort.settings()]).toEqual([
    ['pt-BR', 'normal', false, false],
    firstSettings,
  ])
  dispose()
})
