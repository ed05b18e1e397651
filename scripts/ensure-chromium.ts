import { ensureChromium } from './chromium.ts'

process.stdout.write(`${ensureChromium(process.env)}\n`)
