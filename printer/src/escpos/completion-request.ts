import { type Completion } from './print-data.ts'

/**
 * Gives the bytes that ask a printer to report when everything before them is on paper; a write of their own, after the cut.
 * `jobId` is 4 printable ASCII characters, which GS ( H (function 48, Epson's manuals) echoes as `37 22 id 00`; GS r 1
 * answers with one status byte and no id.
 */
export const completionRequest = (completion: Completion, jobId: string): Uint8Array => {
  switch (completion) {
    case 'gs-h': {
      if (!/^[\x20-\x7e]{4}$/.test(jobId)) throw new TypeError(`not a job id: ${jobId}`)
      const id = Array.from(jobId, (character) => character.charCodeAt(0))
      return Uint8Array.from([0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...id])
    }
    case 'gs-r':
      return Uint8Array.from([0x1d, 0x72, 0x01])
    case 'none':
      return new Uint8Array()
  }
}
