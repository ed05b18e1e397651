/** More pixels than this make reading slow and no better. */
const maxSide = 1_280

/** Makes what takes still pictures of a video; `undefined` before its first picture. */
export const frameGrabber = (
  page: Document,
): ((video: HTMLVideoElement) => ImageData | undefined) => {
  const canvas = page.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return (video) => {
    const { videoWidth, videoHeight } = video
    if (context === null || videoWidth === 0 || video.readyState < video.HAVE_CURRENT_DATA)
      return undefined
    const scale = Math.min(1, maxSide / Math.max(videoWidth, videoHeight))
    const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)]
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    context.drawImage(video, 0, 0, width, height)
    return context.getImageData(0, 0, width, height)
  }
}
