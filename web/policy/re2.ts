/** On its own, so that the engine is one file that is fetched when a rule first asks for it. */
export { RE2JS } from 're2js'
