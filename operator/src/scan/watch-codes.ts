import { type QrReader } from './qr-reader.ts'

/** Pictures a second beyond this warm the tablet and find nothing sooner. */
const everyMs = 120

/** What is looked at, with what, and who hears of it. */
export interface CodeWatch {
  readonly grab: () => ImageData | undefined
  readonly reader: QrReader
  readonly onText: (text: string) => void
}

/** Looks at picture after picture until the signal says stop; one that cannot be read is passed over. */
export const watchCodes = async (
  { grab, reader, onText }: CodeWatch,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    const frame = grab()
    const texts = frame === undefined ? [] : await reader.read(frame).catch(() => [])
    // It may have been told to stop while it read.
    if (!isStopped(signal)) for (const text of texts) onText(text)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}

const isStopped = (signal: AbortSignal): boolean => signal.aborted
