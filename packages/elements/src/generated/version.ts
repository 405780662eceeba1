// Generated from the components, do not edit.
export const version = '0.1.0'
