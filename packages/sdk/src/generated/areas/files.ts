// Generated from openapi/openapi.json, do not edit.
import type { Area, Call, DryRunOptions, ListCall, ReadOptions, WriteOptions } from '../../runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { File, FileId } from '../types.ts'

export type ListFilesQuery = NonNullable<operations['listFiles']['parameters']['query']>

export interface FilesArea {
  /**
   * Archive a file
   *
   * Takes a file off lists. What it is attached to keeps it.
   *
   * Needs `files:write`.
   *
   * Emits `file.archived`.
   *
   * Scope `files:write`.
   */
  archive(id: FileId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<File, CommonProblem>
  /**
   * Download a file
   *
   * The bytes, always as a download. HTML, SVG, scripts and what is unknown come as `application/octet-stream`. The `ETag` is their SHA-256.
   *
   * Needs `files:read`.
   *
   * Scope `files:read`.
   */
  download(id: FileId, query?: Record<string, never>, options?: ReadOptions): Call<Blob, CommonProblem>
  /**
   * Get a file
   *
   * What is known of one file, archived or not; its bytes are at `/content`.
   *
   * Needs `files:read`.
   *
   * Scope `files:read`.
   */
  get(id: FileId, query?: Record<string, never>, options?: ReadOptions): Call<File, CommonProblem>
  /**
   * List files
   *
   * Files that the credential reaches, newest first unless sorted. Archived ones come only when asked for.
   *
   * Needs `files:read`.
   *
   * Scope `files:read`.
   */
  list(query?: ListFilesQuery, options?: ReadOptions): ListCall<File, CommonProblem>
  /**
   * Restore a file
   *
   * Puts an archived file back on lists.
   *
   * Needs `files:write`.
   *
   * Emits `file.restored`.
   *
   * Scope `files:write`.
   */
  restore(id: FileId, body?: Record<string, never>, options?: WriteOptions & DryRunOptions): Call<File, CommonProblem>
  /**
   * Upload a file
   *
   * Takes a form with one part, `file`. The bytes are kept first, then the file is recorded; its type is told by its bytes and they never change. With an `Idempotency-Key` the same name and bytes answer the first upload. It has no dry run.
   *
   * Needs `files:write`.
   *
   * Emits `file.created`.
   *
   * Scope `files:write`.
   *
   * Refuses with `payload_too_large`, `unsupported_media_type`.
   */
  upload(body: NonNullable<operations['uploadFile']['requestBody']>['content']['multipart/form-data'] | FormData, options?: WriteOptions): Call<File, CommonProblem | 'payload_too_large' | 'unsupported_media_type'>
}

export type { CommonProblem, operations }

export const files = {
  archive: 'POST /v1/files/{id}/archive n',
  download: 'GET /v1/files/{id}/content b',
  get: 'GET /v1/files/{id}',
  list: 'GET /v1/files p',
  restore: 'POST /v1/files/{id}/restore n',
  upload: 'POST /v1/files m',
} as unknown as Area<FilesArea>
