import { type DeviceVitals } from '../health/report-health.ts'

/** Looks up build and disk of the page; the build is the name of its entry file, which holds the hash of its content. */
export const browserVitals = (page: Document): DeviceVitals => ({
  build: entryName(page),
  storage: async () => {
    const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ])
    return { persisted, usedBytes: Math.round(usage), quotaBytes: Math.round(quota) }
  },
})

const entryName = (page: Document): string => {
  const source = page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? ''
  return /([\w.-]{1,60})\.js$/.exec(source)?.[1] ?? ''
}
