import { buildApps } from './build-apps.ts'

await buildApps((app) => process.stdout.write(`Building ${app} …\n`))
