import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type Bitmap } from '../interpreter/bitmap.ts'

/** What a reader sees in a PDF of one page. */
export interface ReadPdf {
  readonly pages: number
  readonly title: string
  readonly language: string
  /** Millimetres. */
  readonly width: number
  readonly height: number
  readonly text: string
  /** Draws the page at 203 dpi, as a thermal printer would. */
  readonly draw: () => Promise<Bitmap>
}

/** Reads a PDF back with pdf.js. */
export const readPdf = async (bytes: Uint8Array): Promise<ReadPdf> => {
  const pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise
  const page = await pdf.getPage(1)
  const { info } = await pdf.getMetadata()
  const content = await page.getTextContent()
  const { width, height } = page.getViewport({ scale: 25.4 / 72 })
  return {
    pages: pdf.numPages,
    title: String((info as Record<string, unknown>)['Title']),
    language: String((info as Record<string, unknown>)['Language']),
    width,
    height,
    text: content.items.map((item) => ('str' in item ? item.str : '')).join('\n'),
    draw: async () => {
      const viewport = page.getViewport({ scale: 203 / 72 })
      const factory = pdf.canvasFactory as {
        create: (w: number, h: number) => { canvas: never; context: never }
      }
      const made = factory.create(Math.round(viewport.width), Math.round(viewport.height))
      await page.render({ canvas: made.canvas, canvasContext: made.context, viewport }).promise
      const { canvas, context } = made as {
        canvas: { width: number; height: number }
        context: {
          getImageData: (...area: readonly number[]) => { data: Uint8Array }
        }
      }
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
      const dots = Uint8Array.from({ length: canvas.width * canvas.height }, (_, at) =>
        (data[at * 4] ?? 255) < 128 ? 1 : 0,
      )
      return { width: canvas.width, height: canvas.height, dots }
    },
  }
}
