import { sayDuration } from '../../ui/duration.ts'
import type { Differences, SideFigures } from './differences.ts'

/** What the columns mark, in sentences that can be said aloud. `names` of all sides, in their order. */
export function sayDifferences(found: Differences, names: readonly string[]): string {
  return [sayTools(found), sayText(found), sayTime(found, names), sayTokens(found, names)]
    .filter((each) => each !== '')
    .join(' ')
}

const calls = (count: number) => (count === 1 ? 'one call' : `${count} calls`)

function sayTools({ tools, otherOrder }: Differences): string {
  if (tools.length === 0) return 'No tools were called.'
  const of = (kind: string) => tools.filter(({ differs }) => differs === kind).length
  const parts = [
    of('missing') > 0 && `${calls(of('missing'))} not made by all`,
    of('arguments') > 0 && `${calls(of('arguments'))} with other arguments`,
    of('result') > 0 && `${calls(of('result'))} with another result`,
    otherOrder && 'another order',
  ].filter((part) => part !== false)
  if (parts.length > 0) return `The tools differ: ${parts.join(', ')}.`
  return tools.length === 1
    ? 'The same tool, with the same arguments and the same result.'
    : `The same ${tools.length} tools, with the same arguments and the same results.`
}

function sayText({ sameText, differentLines, lines }: Differences): string {
  if (sameText) return 'The answers are the same, word for word.'
  if (differentLines === 0) return 'The answers have the same lines, set apart differently.'
  return `The answers differ in ${differentLines} of ${lines.length} lines.`
}

/** Who was first, and by how much; nothing where nobody would notice: a tenth of a second, or of the time. */
function sayTime({ figures, compared }: Differences, names: readonly string[]): string {
  const [first, second] = ranked(figures, compared, ({ totalMs }) => totalMs)
  if (!first || !second) return ''
  if (second.value - first.value < Math.max(100, first.value / 10)) return ''
  return `${names[first.side]} answered ${sayDuration(second.value - first.value)} sooner.`
}

function sayTokens({ figures, compared }: Differences, names: readonly string[]): string {
  const [first, second] = ranked(figures, compared, ({ tokens }) => tokens?.total)
  if (!first || !second) return ''
  const fewer = second.value - first.value
  if (fewer === 0) return 'As many tokens.'
  return `${names[first.side]} took ${fewer.toLocaleString('en')} ${fewer === 1 ? 'token' : 'tokens'} fewer.`
}

/** The compared sides from the least figure on; empty where not all of them have it. */
function ranked(
  figures: readonly SideFigures[],
  compared: readonly boolean[],
  of: (figures: SideFigures) => number | undefined,
): { side: number; value: number }[] {
  const found = figures.flatMap((each, side) => {
    const value = of(each)
    return compared[side] && value !== undefined ? [{ side, value }] : []
  })
  return found.length === compared.filter(Boolean).length
    ? found.toSorted((a, b) => a.value - b.value)
    : []
}
