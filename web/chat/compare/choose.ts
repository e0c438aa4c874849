import type { RecordView } from '#bff'

/**
 * Which Deployments are compared: those that were asked for, and where these are fewer than two, others of
 * the same record on other Runtimes first. Without any: the record that runs in the most places.
 */
export function chooseDeployments(
  asked: readonly string[],
  ready: readonly RecordView[],
): string[] {
  if (asked.length >= 2) return [...asked]
  const [first = mostDeployed(ready)] = asked
  const one = ready.find(({ object }) => object.metadata.name === first)
  const others = ready.filter(({ object }) => object.metadata.name !== first)
  const [second] = others.toSorted((a, b) => nearness(b, one) - nearness(a, one))
  return [first, second?.object.metadata.name].filter((name) => name !== undefined)
}

/** The same record elsewhere before the same record, before anything else elsewhere. */
const nearness = (other: RecordView, one: RecordView | undefined): number =>
  (other.target?.name === one?.target?.name ? 2 : 0) +
  (other.target?.tag === one?.target?.tag ? 1 : 0) +
  (other.runtime?.name === one?.runtime?.name ? 0 : 1)

function mostDeployed(ready: readonly RecordView[]): string | undefined {
  const places = (one: RecordView) =>
    new Set(
      ready
        .filter(({ target }) => target?.name === one.target?.name)
        .map(({ runtime }) => runtime?.name),
    ).size
  const [first] = ready.toSorted((a, b) => places(b) - places(a))
  return first?.object.metadata.name
}
