import { type PrintData } from '../escpos/print-data.ts'
import { type Bitmap } from '../interpreter/bitmap.ts'
import { interpret } from '../interpreter/interpret.ts'
import { type PrinterProfile } from '../profile/printer-profile.ts'

/**
 * Draws what a printer will make of a job, dot by dot, from the very bytes it gets. Throws on a job that no printer would
 * print as meant: that is a bug in what built it.
 */
export const previewOf = ({ writes }: PrintData, profile: PrinterProfile): Bitmap => {
  const paper = interpret(Uint8Array.from(writes.flatMap((bytes) => [...bytes])), profile)
  if (!paper.ok) throw new Error(`a job that cannot be printed: ${JSON.stringify(paper.error)}`)
  return paper.value.draw()
}
