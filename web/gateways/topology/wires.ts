/** An edge of a box in pixels, from the corner of the drawing. */
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

/** The line from one box to another: to the right where there is room beside it, otherwise downwards. */
export function wireBetween(from: Box, to: Box): Wire {
  if (to.left >= from.right) {
    const [x1, y1, x2, y2] = [
      from.right,
      middle(from.top, from.bottom),
      to.left,
      middle(to.top, to.bottom),
    ]
    const end = x2 - tipLength
    const bend = middle(x1, end)
    return {
      line: `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${end} ${y2}`,
      tip: `${end},${y2 - tipHalf} ${x2},${y2} ${end},${y2 + tipHalf}`,
    }
  }
  const [x1, y1, x2, y2] = [
    middle(from.left, from.right),
    from.bottom,
    middle(to.left, to.right),
    to.top,
  ]
  const end = y2 - tipLength
  const bend = middle(y1, end)
  return {
    line: `M${x1} ${y1}C${x1} ${bend} ${x2} ${bend} ${x2} ${end}`,
    tip: `${x2 - tipHalf},${end} ${x2},${y2} ${x2 + tipHalf},${end}`,
  }
}

const middle = (a: number, b: number) => Math.round((a + b) / 2)
