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

/** The pages of the registry, which are there when the configuration names one. */
const registryPages = {
  label: 'Registry',
  entries: [
    { label: 'Catalog', to: paths.catalog(), keys: 'g c' },
    { label: 'Instances', to: paths.instances(), keys: 'g i' },
    { label: 'Runtimes', to: paths.runtimes(), keys: 'g r' },
  ],
} satisfies NavigationGroup

/** The pages, in the order of the rail. What is not there yet stays visible, with its reason. */
const pages: readonly NavigationGroup[] = [
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
  registryPages,
  {
    label: 'Gateway',
    entries: [
      { label: 'Tools', to: paths.tools(), keys: 'g t' },
      { label: 'Compare', to: paths.compare(), keys: 'g v' },
      { label: 'Gateways', to: paths.gateways(), keys: 'g g' },
      { label: 'Audit', to: paths.audit(), keys: 'g a' },
    ],
  },
]

/** The rail where a registry is, or is not, configured. */
export function navigationWith(registry: boolean): readonly NavigationGroup[] {
  if (registry) return pages
  const notYet = 'No registry is configured: name one under registry in the configuration file.'
  return pages.map((group) =>
    group === registryPages
      ? { ...group, entries: group.entries.map((entry) => ({ ...entry, notYet })) }
      : group,
  )
}
