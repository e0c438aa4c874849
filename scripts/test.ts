import { mkdir, rm } from 'node:fs/promises'

import { browserStep, checkSteps, reports, runSteps } from './steps.ts'

// Old reports would be counted for a runner that died before it wrote its own.
await rm(reports, { recursive: true, force: true })
await mkdir(reports, { recursive: true })
await runSteps([...checkSteps, browserStep])
