/** Formats what is typed into a field, e.g. `123.456`. */
export type Mask = (text: string) => string

/** A text and where in it the next letter goes. */
export interface EditedText {
  readonly text: string
  readonly caret: number
}

/** A text with the part that is marked; nothing is marked where both ends are equal. */
export interface SelectedText {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Types a piece of text over what is marked. */
export const typeText = (field: SelectedText, typed: string, mask?: Mask): EditedText =>
  remask(
    {
      text: field.text.slice(0, field.start) + typed + field.text.slice(field.end),
      caret: field.start + typed.length,
    },
    mask,
  )

/** Deletes what is marked, or the letter before the caret. */
export const deleteText = (field: SelectedText, mask?: Mask): EditedText => {
  const from = field.start === field.end ? Math.max(0, field.start - 1) : field.start
  return remask(
    { text: field.text.slice(0, from) + field.text.slice(field.end), caret: from },
    mask,
  )
}

/** Formats a text anew; the caret stays behind the same digit. */
export const remask = (edited: EditedText, mask?: Mask): EditedText => {
  if (mask === undefined) return edited
  const text = mask(edited.text)
  const digitsBefore = edited.text.slice(0, edited.caret).replace(/\D/g, '').length
  if (digitsBefore === 0) return { text, caret: 0 }
  let seen = 0
  for (let index = 0; index < text.length; index += 1) {
    if (/\d/.test(text.charAt(index))) seen += 1
    if (seen === digitsBefore) return { text, caret: index + 1 }
  }
  return { text, caret: text.length }
}

/** Says whether the next letter begins a word and is therefore a capital in a name. */
export const beginsWord = (field: SelectedText): boolean =>
  /(^|[\s'’-])$/u.test(field.text.slice(0, field.start))
