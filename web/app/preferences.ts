import { createCell, useCell } from '../cell.ts'

export const themes = ['light', 'dark', 'system'] as const
export type Theme = (typeof themes)[number]
/** Percent of the root font size while on stage. */
export const stageFactors = ['100', '125', '150', '200'] as const
export type StageFactor = (typeof stageFactors)[number]

/** The data attributes of <html>, which `public/theme.js` sets before the first paint. */
const root = (): DOMStringMap => document.documentElement.dataset
const stored = (name: string) => {
  try {
    return localStorage.getItem(`parallax.${name}`)
  } catch {
    return null
  }
}
const store = (name: string, value: string) => {
  try {
    localStorage.setItem(`parallax.${name}`, value)
  } catch {
    // Storage can be forbidden: then the choice lasts until the page is closed.
  }
}

const theme = createCell<Theme>(themes.find((each) => each === root()['theme']) ?? 'system')
/** The factor while on stage, null otherwise. */
const stage = createCell<StageFactor | null>(
  stageFactors.find((each) => each === root()['stage']) ?? null,
)
const singleKeys = createCell(stored('keys') !== 'off')

export const useTheme = () => useCell(theme)
export const useStage = () => useCell(stage)
/** Whether single letters act (WCAG 2.1.4 wants a way to turn them off). */
export const useSingleKeys = () => useCell(singleKeys)

export function setTheme(next: Theme): void {
  root()['theme'] = next
  store('theme', next)
  theme.set(next)
}

export function setStage(next: StageFactor | null): void {
  if (next) {
    root()['stage'] = next
    store('stage-factor', next)
  } else delete root()['stage']
  store('stage', next ?? '')
  stage.set(next)
}

/** On stage with the factor used last (150 % at first), or back to the desk. */
export function toggleStage(): void {
  const last = stored('stage-factor')
  setStage(stage.read() ? null : (stageFactors.find((each) => each === last) ?? '150'))
}

export function setSingleKeys(on: boolean): void {
  store('keys', on ? 'on' : 'off')
  singleKeys.set(on)
}
