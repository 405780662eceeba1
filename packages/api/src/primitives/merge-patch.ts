/// <reference path="./json-merge-patch.d.ts" />
/** JSON merge patch (RFC 7396): named members change, null clears, objects merge deep, arrays are replaced whole. */
import patcher from 'json-merge-patch'

/** The value after the patch; neither argument is changed. Undefined leaves it as it is. */
export function mergePatch<T>(current: T, patch: unknown): T {
  if (patch === undefined) return current
  return patcher.apply(structuredClone(current), patch) as T
}
