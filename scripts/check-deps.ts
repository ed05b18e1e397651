import { join } from 'node:path'
import { cruiseWalls } from './walls/cruise-walls.ts'

const { modules, breaches } = await cruiseWalls(join(import.meta.dirname, '..'))

for (const { rule, from, to } of breaches) {
  process.stderr.write(`${rule}: ${from} → ${to}\n`)
}
process.stdout.write(`${modules} modules, ${breaches.length} walls breached\n`)
// A tree in which nothing was found is a broken configuration, not a clean one.
process.exitCode = modules === 0 || breaches.length > 0 ? 1 : 0
