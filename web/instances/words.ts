import type { Phase } from '#bff'

/** The words of the registry's conditions for a phase, for filters, where no single status is meant. */
const phases: Record<Phase, string> = {
  deployed: 'Ready',
  deploying: 'Progressing',
  failed: 'Not ready',
  pending: 'Pending',
  undeployed: 'Undeployed',
  terminating: 'Terminating',
}

const isPhase = (phase: string): phase is Phase => Object.hasOwn(phases, phase)

/** A phase in words; one that this console does not know stays as it came. */
export const sayPhase = (phase: string): string => (isPhase(phase) ? phases[phase] : phase)

export const sayOrigin = (origin: string): string =>
  origin === 'managed' ? 'by the registry' : origin === 'discovered' ? 'discovered' : origin
