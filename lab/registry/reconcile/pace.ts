/** How long each step of a controller takes, in milliseconds. */
export interface Pace {
  /** A new deployment has no status at all for this long. */
  pending: number
  /** Accepted, until its health is asked for the first time, and between later questions. */
  progressing: number
  /** Terminating, until the workload is stopped. */
  removing: number
  /** After a failure; 20 to 40 s in Enterprise 2026.9 (agentregistry #686). */
  retry: number
  /** Between health checks of a ready deployment. */
  health: number
  /** Between two looks for workloads that nobody deployed: CONTROLLER_DISCOVERY_INTERVAL. */
  discovery: number
}

/** Quick enough for a demonstration, slow enough for every state to be seen on the way. */
export const defaultPace: Pace = {
  pending: 700,
  progressing: 1_800,
  removing: 1_500,
  retry: 30_000,
  health: 30_000,
  discovery: 60_000,
}
