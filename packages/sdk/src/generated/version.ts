// Generated from openapi/openapi.json, do not edit.
export const version = '0.1.0'
