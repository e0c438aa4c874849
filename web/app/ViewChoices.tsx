import { Segmented } from '../ui/Segmented.tsx'
import { setStage, setTheme, stageFactors, themes, useStage, useTheme } from './preferences.ts'

const themeLabels = { light: 'Light', dark: 'Dark', system: 'System' }
const factors = stageFactors.map((value) => ({ value, label: `${value} %` }))

/** How the console looks here: its theme, and how large it is on stage. */
export function ViewChoices() {
  return (
    <>
      <Segmented
        label="Theme"
        options={themes.map((value) => ({ value, label: themeLabels[value] }))}
        value={useTheme()}
        onChange={setTheme}
      />
      <Segmented label="On stage at" options={factors} value={useStage()} onChange={setStage} />
    </>
  )
}
