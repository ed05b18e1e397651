import { createRoot, createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { createNightReload } from './create-night-reload.ts'

const hour = 60 * 60_000

const start = () => {
  const [now, setNow] = createSignal(0)
  const [isIdle, setIdle] = createSignal(true)
  const world = { asked: 0, reloads: 0, isThere: true }
  const dispose = createRoot((disposeRoot) => {
    createNightReload({
      now,
      isIdle,
      answers: () => {
        world.asked += 1
        return Promise.resolve(world.isThere)
      },
      reload: () => (world.reloads += 1),
    })
    return disposeRoot
  })
  const at = async (ms: number): Promise<void> => {
    setNow(ms)
    await Promise.resolve()
    await Promise.resolve()
  }
  return { world, setIdle, at, [Symbol.dispose]: dispose }
}

test('a page of a day begins anew when nobody is called', async () => {
  using page = start()
  await page.at(17 * hour)
  expect(page.world).toMatchObject({ asked: 0, reloads: 0 })
  page.setIdle(false)
  await page.at(19 * hour)
  expect(page.world.reloads).toBe(0)
  page.setIdle(true)
  await page.at(20 * hour)
  expect(page.world.reloads).toBe(1)
})

test('a page stays while the gateway does not answer, and asks again every five minutes', async () => {
  using page = start()
  page.world.isThere = false
  await page.at(18 * hour)
  await page.at(18 * hour + 1_000)
  expect(page.world).toMatchObject({ asked: 1, reloads: 0 })
  page.world.isThere = true
  await page.at(18 * hour + 6 * 60_000)
  expect(page.world).toMatchObject({ asked: 2, reloads: 1 })
})
