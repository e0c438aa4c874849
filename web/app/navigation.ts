import { paths } from '../paths.ts'

export interface NavigationEntry {
  label: string
  to: string
  keys?: string
  /** Where it is not there yet: why, in a sentence. */
  notYet?: string
}

export interface NavigationGroup {
  label: string
  entries: NavigationEntry[]
}

const registry = 'The pages of the agent registry come with a later version.'

/** The pages, in the order of the rail. What is not there yet stays visible, with its reason. */
export const navigation: NavigationGroup[] = [
  {
    label: 'Console',
    entries: [
      { label: 'Home', to: paths.home(), keys: 'g h' },
      {
        label: 'Scenes',
        to: paths.scenes(),
        notYet: 'Guided scenes come with a later version; Tools and Compare already do each step.',
      },
    ],
  },
  {
    label: 'Registry',
    entries: [
      { label: 'Catalog', to: paths.catalog(), notYet: registry },
      { label: 'Instances', to: paths.instances(), notYet: registry },
      { label: 'Runtimes', to: paths.runtimes(), notYet: registry },
    ],
  },
  {
    label: 'Gateway',
    entries: [
      { label: 'Tools', to: paths.tools(), keys: 'g t' },
      { label: 'Compare', to: paths.compare(), keys: 'g v' },
      {
        label: 'Gateways',
        to: paths.gateways(),
        notYet:
          'A page per gateway comes with a later version; its policy is shown beside each call.',
      },
    ],
  },
]
