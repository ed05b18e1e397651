// Asks the process in this container whether it is well; the image has neither curl nor wget.
import process from 'node:process'

const url = process.env.HEALTH_URL ?? 'http://127.0.0.1:8080/healthz'
const timeoutMs = 4000

try {
  const response = await globalThis.fetch(url, {
    signal: globalThis.AbortSignal.timeout(timeoutMs),
  })
  process.exitCode = response.ok ? 0 : 1
} catch {
  process.exitCode = 1
}
