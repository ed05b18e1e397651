/** Gives the text colour that reads best on a service's colour (`#rrggbb`): the catalogue may hold any. */
export const inkOn = (color: string): '#ffffff' | '#08262c' =>
  1.05 / (luminance(color) + 0.05) >= 4.5 ? '#ffffff' : '#08262c'

/** Relative luminance of WCAG 2.2. */
const luminance = (color: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) =>
    linear(Number.parseInt(color.slice(start, start + 2), 16) / 255),
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const linear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
