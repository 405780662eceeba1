// Generated from packages/sdk/tests/fixture.openapi.json, do not edit.
export const version = '0.1.0'
