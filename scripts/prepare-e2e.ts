import { buildApps } from './build-apps.ts'
import { ensureChromium } from './chromium.ts'

ensureChromium(process.env)
await buildApps((app) => process.stdout.write(`Building ${app} …\n`))
