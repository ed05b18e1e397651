// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import { expect, test } from 'vitest'
import { createZxingReader } from './zxing-reader.ts'

/** Paper of a demo ticket, as docs/ticket-qr.md prints it. */
const paper =
  'T1:%+2$898J4 2Q$PR602M$ST GZLKRHJ$COC*9HSBN01EC0FX45307BK:5U7EG9.B2THF9G3+U2D6CBK88GE9H RLSH84/D- CVKEC44DZC719*VDN$GOQ7%WVVPUICIP59CU1:21R8OX*DGFH0K45Y08ZEK98A+0 W0LSD70PVEHX5TZCEQPJ:SOD2T*/KL*2$JB8DBQOVW5940B'

const wasmOf = async (part: 'reader' | 'writer'): Promise<ArrayBuffer> => {
  const path = createRequire(import.meta.url).resolve(`zxing-wasm/${part}/zxing_${part}.wasm`)
  return new Uint8Array(await readFile(path)).buffer
}

/** Draws codes on one grey picture, one beside the other, as a camera might see them. */
const pictureOf = async (...texts: readonly string[]): Promise<ImageData> => {
  prepareZXingModule({ overrides: { wasmBinary: await wasmOf('writer') } })
  const dots = 4
  const side = 320
  const width = side * Math.max(1, texts.length)
  const data = new Uint8ClampedArray(width * side * 4).fill(200)
  for (const [at, text] of texts.entries()) {
    const { symbol } = await writeBarcode(text, { format: 'QRCode', options: 'ecLevel=M' })
    for (let y = 0; y < symbol.height * dots; y += 1)
      for (let x = 0; x < symbol.width * dots; x += 1)
        if (symbol.data[Math.floor(y / dots) * symbol.width + Math.floor(x / dots)] === 0) {
          const pixel = (y + 40) * width + x + 40 + at * side
          data.fill(30, pixel * 4, pixel * 4 + 3)
        }
  }
  return { data, width, height: side, colorSpace: 'srgb' }
}

test('a ticket is read from a picture with its spaces, a picture without one gives nothing', async () => {
  const reader = await createZxingReader(() => wasmOf('reader'))
  expect(await reader.read(await pictureOf(paper))).toEqual([paper])
  expect((await reader.read(await pictureOf(paper, 'PIX'))).toSorted()).toEqual(['PIX', paper])
  expect(await reader.read(await pictureOf())).toEqual([])
})
