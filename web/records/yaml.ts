import { Document } from 'yaml'

/** A document for `arctl apply`. Long lines stay whole, as a person would write them. */
export function toYaml(value: unknown): string {
  return new Document(value).toString({ lineWidth: 0 })
}
