import type { UpstreamView } from '#bff'

/** Where something answers, though not as it should, that is not called unreachable. */
export const sayUpstream = (state: UpstreamView['state']): string => state.replace('_', ' ')
