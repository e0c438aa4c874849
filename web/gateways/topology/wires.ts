/** The edges of a box in pixels, from the corner of the drawing. */
export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export interface Wire {
  /** An SVG path from one part to the next. */
  line: string
  /** The tip of the arrow, as the points of a triangle. */
  tip: string
}

const tipLength = 7
const tipHalf = 4

/** The line from the right edge of one box to the left edge of another, with an arrow where it ends. */
export function wireBetween(from: Box, to: Box): Wire {
  const [y1, y2] = [middle(from.top, from.bottom), middle(to.top, to.bottom)]
  const end = to.left - tipLength
  const bend = middle(from.right, end)
  return {
    line: `M${from.right} ${y1}C${bend} ${y1} ${bend} ${y2} ${end} ${y2}`,
    tip: `${end},${y2 - tipHalf} ${to.left},${y2} ${end},${y2 + tipHalf}`,
  }
}

const middle = (a: number, b: number) => Math.round((a + b) / 2)
