export interface Target {
  name: string
  value: number
  unit: string
  /** Passes when `value` is at most this, or at least with `atLeast`. */
  limit: number
  atLeast?: boolean
}

/** Prints the targets and sets the exit code when one is missed. */
export function judge(targets: Target[]): void {
  for (const { name, value, unit, limit, atLeast = false } of targets) {
    const pass = atLeast ? value >= limit : value <= limit
    if (!pass) process.exitCode = 1
    const sign = atLeast ? '≥' : '≤'
    const [shown, bound] = [value, limit].map((one) => `${Number(one.toFixed(3))} ${unit}`.trim())
    console.info(`${pass ? 'pass' : 'FAIL'}  ${name.padEnd(48)}${shown} (${sign} ${bound})`)
  }
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export const least = (values: number[]): number => Math.min(...values)
export const most = (values: number[]): number => Math.max(...values)
