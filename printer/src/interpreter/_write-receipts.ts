import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { buildTestPage } from '../escpos/build-test-page.ts'
import { buildTicketJob } from '../escpos/build-ticket-job.ts'
import { type PrintData } from '../escpos/print-data.ts'
import { type PrinterProfile } from '../profile/printer-profile.ts'
import { previewOf } from '../preview/preview.ts'
import { bitmapToRgba } from '../preview/rgba.ts'
import { aReceipt, everyProfile, names } from './_samples.ts'

const folder = join(import.meta.dirname, '../../dist/receipts')

const write = async (name: string, job: PrintData, profile: PrinterProfile): Promise<void> => {
  const picture = bitmapToRgba(previewOf(job, profile), 24)
  const file = join(folder, `${profile.model}-${profile.paper}-${name}.png`)
  await writeFile(file, encode({ ...picture, channels: 4, depth: 8 }))
}

await mkdir(folder, { recursive: true })
for (const profile of everyProfile) {
  for (const [name, studio] of Object.entries(names))
    await write(name, buildTicketJob(aReceipt(studio), profile), profile)
  await write(
    '2a-via',
    buildTicketJob(aReceipt('Estúdio demo', { copy: 'reprint' }), profile),
    profile,
  )
  await write('test-page', buildTestPage(profile), profile)
}
process.stdout.write(`${folder}\n`)
