import type { ServiceManifest } from './serviceSchema.ts'

type Port = ServiceManifest['spec']['ports'][number]

/** `host:port` behind a Service's port: of `externalName`, or of this machine, because there are no pods here. */
export const addressOf = ({ spec }: ServiceManifest, { port, targetPort }: Port): string =>
  `${spec.externalName ?? '127.0.0.1'}:${targetPort ?? port}`

/** The same as an origin. */
export const originOf = (service: ServiceManifest, port: Port): URL =>
  new URL(`http://${addressOf(service, port)}`)
