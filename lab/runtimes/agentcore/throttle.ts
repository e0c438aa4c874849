import { AwsFailure } from './failure.ts'

/** AgentCore's quota of invocations for one endpoint of a runtime, in each second. */
const perSecond = 25

/** Counts invocations within the last second. */
export function createThrottle(clock: () => number): () => void {
  let recent: number[] = []
  return () => {
    const now = clock()
    recent = recent.filter((at) => at > now - 1_000)
    if (recent.length >= perSecond) throw new AwsFailure('ThrottlingException', 'Rate exceeded')
    recent.push(now)
  }
}
