/**
 * Stands in for `@radix-ui/react-dialog`, of which cmdk 1.1 builds `Command.Dialog` alone. The palette
 * stands in the platform's own dialog, because that one injects a style element, which the
 * Content-Security-Policy refuses; its parts would be loaded and never rendered.
 */
const absent = () => null

export { absent as Content, absent as Overlay, absent as Portal, absent as Root }
