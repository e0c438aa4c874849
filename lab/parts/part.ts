import type { Cluster } from '../kubernetes/cluster.ts'
import type { PortName, Ports } from '../ports.ts'
import type { LabService } from '../service.ts'

/** What every part of the lab is made from. */
export interface PartContext {
  env: NodeJS.ProcessEnv
  ports: Ports
  /** Folder for what survives a restart. */
  data: string
}

/** One product behind one or more ports. */
export interface Product {
  services: Partial<Record<PortName, LabService>>
  /** Ends its process and lets the next request begin another: what it had in memory is gone. */
  restart(): Promise<void>
  /** As it was when the lab started, without breaking anything off. */
  reset(): Promise<void>
  close(): Promise<void>
  /** `<part>.<what>` → how many since it began. */
  counters?(): Promise<Record<string, number>>
}

/** A product that is configured by Kubernetes documents. */
export interface GatewayProduct extends Product {
  cluster: Cluster
}
