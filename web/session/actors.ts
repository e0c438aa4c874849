import { useEffect, useMemo } from 'react'

import type { PersonaView } from '#bff'

import { createCell, useCell } from '../cell.ts'
import { usePersonas } from './queries.ts'

/** The personas that the page on screen can act as; null where it knows no bounds. */
const bounds = createCell<readonly string[] | null>(null)

/** Says for as long as the component lives who can act here. Give a list that stays the same object. */
export function useBounds(personas: readonly string[]): void {
  useEffect(() => {
    bounds.set(personas)
    return () => bounds.set(null)
  }, [personas])
}

/** The personas to choose from on the page on screen, in the order of its bounds or of the configuration. */
export function useActors(): PersonaView[] {
  const personas = usePersonas()
  const here = useCell(bounds)
  return useMemo(
    () =>
      here === null
        ? personas
        : here.flatMap((id) => personas.filter((persona) => persona.id === id)),
    [here, personas],
  )
}
