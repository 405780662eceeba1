declare module 'json-merge-patch' {
  const patcher: { apply(target: unknown, patch: unknown): unknown }
  export default patcher
}
