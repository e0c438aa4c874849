import { mkdir, rm } from 'node:fs/promises'

import { checkSteps, reports, runSteps } from './steps.ts'

await rm(reports, { recursive: true, force: true })
await mkdir(reports, { recursive: true })
await runSteps(checkSteps)
