/** One outline and one sign, so that a state is known by its form alone. */
export interface Drawing {
  outline: string
  sign: string
  /** The outline is filled. */
  solid?: true
  dashed?: true
  /** The sign is drawn in the paper's colour, where it lies inside a filled outline. */
  knockout?: true
  /** The sign is filled. */
  filled?: true
}

const signClass = ({ filled, knockout }: Drawing) =>
  filled ? 'fill-current' : `fill-none ${knockout ? 'stroke-paper' : ''}`

/** A drawing in the colour of the text around it. The word always stands beside it. */
export function DrawingIcon({
  drawing,
  className = 'size-[1.15em]',
}: {
  drawing: Drawing
  className?: string | undefined
}) {
  const { outline, sign, solid, dashed } = drawing
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      className={`inline-block shrink-0 stroke-current [stroke-linecap:round] [stroke-linejoin:round] [stroke-width:1.7] ${className}`}
    >
      <path
        d={outline}
        className={solid ? 'fill-current' : 'fill-none'}
        strokeDasharray={dashed ? '2.4 2.4' : undefined}
      />
      <path d={sign} className={signClass(drawing)} />
    </svg>
  )
}
