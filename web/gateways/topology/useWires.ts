import { type RefObject, useLayoutEffect, useState } from 'react'

import { type Box, wireBetween, type Wire } from './wires.ts'

export interface DrawnWire extends Wire {
  from: string
  to: string
}

/**
 * The lines between parts, measured where the browser has put them: text decides how large a part is.
 * Parts carry their id as `data-part`.
 */
export function useWires(
  drawing: RefObject<HTMLElement | null>,
  edges: readonly (readonly [string, string])[],
): DrawnWire[] {
  const [wires, setWires] = useState<DrawnWire[]>([])
  useLayoutEffect(() => {
    const element = drawing.current
    if (!element) return undefined
    const measure = () => {
      const boxes = boxesIn(element)
      setWires(
        edges.flatMap(([from, to]) => {
          const [a, b] = [boxes.get(from), boxes.get(to)]
          return a && b ? [{ from, to, ...wireBetween(a, b) }] : []
        }),
      )
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [drawing, edges])
  return wires
}

function boxesIn(drawing: HTMLElement): Map<string, Box> {
  const origin = drawing.getBoundingClientRect()
  const boxes = new Map<string, Box>()
  for (const part of drawing.querySelectorAll<HTMLElement>('[data-part]')) {
    const { left, top, right, bottom } = part.getBoundingClientRect()
    boxes.set(part.dataset['part'] ?? '', {
      left: left - origin.left,
      right: right - origin.left,
      top: top - origin.top,
      bottom: bottom - origin.top,
    })
  }
  return boxes
}
