import type { RequestListener } from 'node:http'

/** One product's wire, ready to be given a port. `close` releases what is not the port: files, timers. */
export interface LabService {
  handler: RequestListener
  close?: () => void | Promise<void>
}
