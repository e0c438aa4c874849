import type { AgentLog } from './agent.ts'
import { createDesk } from './desk/desk.ts'
import { openDesk } from './desk/tools.ts'
import { deskInstructions, knowledgeInstructions } from './instructions.ts'
import { openKnowledge } from './knowledgeTools.ts'
import { planDesk } from './offline/desk/plan.ts'
import { planKnowledge } from './offline/knowledge/plan.ts'
import type { Planner } from './offline/planner.ts'
import type { OpenTools } from './toolbox.ts'

/** What makes one agent of the lab another than the next. */
export interface Profile {
  instructions: string
  planner: Planner
  openTools: OpenTools
  /** For the log. */
  toolsFrom: string
}

/** By the Agent record's name. Whatever is not known answers from the knowledge base. */
export function profileOf(name: string, at: { knowledgeUrl: string; log: AgentLog }): Profile {
  if (name === 'ticket-triage') {
    const desk = createDesk()
    return {
      instructions: deskInstructions,
      planner: planDesk,
      openTools: async () => openDesk(desk),
      toolsFrom: 'its own desk of tickets',
    }
  }
  return {
    instructions: knowledgeInstructions,
    planner: planKnowledge,
    openTools: (signal) => openKnowledge(at.knowledgeUrl, signal, at.log),
    toolsFrom: at.knowledgeUrl,
  }
}
