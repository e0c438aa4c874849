import { useEffect, useRef, useState } from 'react'

/** Pixels; a picture of a few kilobytes can unfold to gigabytes, and a canvas keeps them all. */
const largest = 40_000_000

/**
 * An image of a tool, drawn on a canvas: the page's policy lets no image come from data, and an
 * `<img>` of someone else's bytes would ask to loosen it. What cannot be decoded says its size.
 */
export function ImageBlock({ data, mimeType }: { data: string; mimeType: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let gone = false
    const draw = async () => {
      const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0))
      const image = await createImageBitmap(new Blob([bytes], { type: mimeType }))
      const target = canvas.current
      if (image.width * image.height > largest) throw new RangeError('too large to draw')
      if (gone || !target) return
      target.width = image.width
      target.height = image.height
      target.getContext('2d')?.drawImage(image, 0, 0)
      image.close()
    }
    draw().catch(() => gone || setFailed(true))
    return () => {
      gone = true
    }
  }, [data, mimeType])
  if (failed)
    return (
      <p className="text-ink-2">
        An image of type {mimeType} that cannot be drawn here. Its bytes are in the JSON view.
      </p>
    )
  return (
    <figure className="grid justify-items-start gap-1">
      <canvas ref={canvas} className="max-w-full rounded-control border border-line" />
      <figcaption className="text-sm text-ink-2">Image, {mimeType}</figcaption>
    </figure>
  )
}
