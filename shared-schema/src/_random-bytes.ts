import { hashText } from './crypto/keys.ts'
import { type RandomBytes } from './crypto/seal.ts'
import { utf8 } from './encoding/bytes.ts'

/** Makes a source of bytes that look random and are the same for the same seed. */
export const seededBytes = (seed: string): RandomBytes => {
  let calls = 0
  return (count) => {
    calls += 1
    const blocks = Array.from({ length: Math.ceil(count / 32) }, (_, block) =>
      hashText(`${seed}/${calls}/${block}`),
    )
    return utf8(blocks.join('')).slice(0, count)
  }
}
