import { writeFile } from 'node:fs/promises'
import { chromium, type Browser } from '@playwright/test'
import { type RgbaPicture } from '@totem/printer'
import { findChromium, needsNoSandbox } from '../../scripts/chromium.ts'

/** What a camera of 2020 gives a web page. */
const width = 1_280
const height = 720

/** The grey of a desk. */
const desk = 150

/** A Chromium whose camera looks at what a test holds before it. */
export interface CameraBrowser extends AsyncDisposable {
  readonly browser: Browser
  /** Lays a picture under the camera; seen from the next time a page opens it. */
  readonly hold: (picture: RgbaPicture) => Promise<void>
}

/** Starts a Chromium whose camera is a file of video (`file`), with an empty desk before it. */
export const startCameraBrowser = async (file: string): Promise<CameraBrowser> => {
  const hold = (picture?: RgbaPicture): Promise<void> => writeFile(file, videoOf(picture))
  await hold()
  const executablePath = findChromium(process.env)
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    chromiumSandbox: !needsNoSandbox(),
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${file}`,
    ],
  })
  return { browser, hold, [Symbol.asyncDispose]: () => browser.close() }
}

/** Makes two frames of Y4M (4:2:0): what Chromium reads raw video from. */
const videoOf = (picture?: RgbaPicture): Uint8Array => {
  const luma = new Uint8Array(width * height).fill(desk)
  if (picture !== undefined) draw(luma, picture)
  const colour = new Uint8Array((width * height) / 2).fill(128)
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, colour])
  return Buffer.concat([header, frame, frame])
}

/** Lays the picture in the middle, its lower end visible: that is where a ticket has its code. */
const draw = (luma: Uint8Array, { data, width: wide, height: high }: RgbaPicture): void => {
  const left = Math.floor((width - wide) / 2)
  const shift = Math.min(0, height - 20 - high)
  for (let y = Math.max(0, -shift); y < high && y + shift < height; y += 1)
    for (let x = 0; x < wide; x += 1) {
      const at = left + x
      // Paper is not white and ink is not black before a camera.
      if (at >= 0 && at < width)
        luma[(y + shift) * width + at] =
          40 + Math.round(((data[(y * wide + x) * 4] ?? 0) * 180) / 255)
    }
}
