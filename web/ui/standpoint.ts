/** Which eye looks: the 1st to the 4th persona (or runtime) of those on the page. */
export type Standpoint = 0 | 1 | 2 | 3

const standpoints: readonly Standpoint[] = [0, 1, 2, 3]

/**
 * The standpoint of one persona among all: the order of the configuration decides, so that alice
 * is the same shape on every page. A fifth persona begins again with the first shape.
 */
export function standpointOf(persona: string, personas: readonly string[]): Standpoint {
  return standpoints[Math.max(0, personas.indexOf(persona)) % 4] ?? 0
}

/** The letter inside the shape. */
export function initialOf(label: string): string {
  return (label.trim()[0] ?? '?').toUpperCase()
}

/** Spelled out, because Tailwind only keeps class names that it can read. */
export const standpointClass: Record<
  Standpoint,
  { text: string; fill: string; wash: string; edge: string }
> = {
  0: { text: 'text-first', fill: 'bg-first', wash: 'bg-first-wash', edge: 'border-first' },
  1: { text: 'text-second', fill: 'bg-second', wash: 'bg-second-wash', edge: 'border-second' },
  2: { text: 'text-third', fill: 'bg-third', wash: 'bg-third-wash', edge: 'border-third' },
  3: { text: 'text-fourth', fill: 'bg-fourth', wash: 'bg-fourth-wash', edge: 'border-fourth' },
}
