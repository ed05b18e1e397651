/** A blank line as bytes: a space and a line feed, because an Elgin i9 makes one line feed of several. */
export const blankLine: readonly number[] = [0x20, 0x0a]
