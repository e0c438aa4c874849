import type { ServiceManifest } from '../gateway/manifests/serviceSchema.ts'

type Port = ServiceManifest['spec']['ports'][number]

/** Where a Service's port leads: `externalName`, or this machine, because there are no pods here. */
export const originOf = ({ spec }: ServiceManifest, { port, targetPort }: Port): URL =>
  new URL(`http://${spec.externalName ?? '127.0.0.1'}:${targetPort ?? port}`)
