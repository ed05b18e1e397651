/** Hands a file to the browser, as if somebody had followed a link to it. */
export const download = (content: Blob, name: string): void => {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads the file in its own time.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
