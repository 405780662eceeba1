// Generated from packages/sdk/tests/fixture.openapi.json, do not edit.
import type { Area, Call, ReadOptions, Upload, WriteOptions } from '../../../src/runtime/types.ts'
import type { operations } from '../openapi.ts'
import type { CommonProblem } from '../problems.ts'
import type { File, FileId } from '../types.ts'

export interface FilesArea {
  /**
   * getFileContent
   *
   * A sentence about it.
   */
  content(id: FileId, query?: Record<string, never>, options?: ReadOptions): Call<Blob, CommonProblem>
  /**
   * replaceFileContent
   *
   * A sentence about it.
   */
  replace(id: FileId, body: Upload, options?: WriteOptions): Call<File, CommonProblem>
  /**
   * uploadFile
   *
   * A sentence about it.
   */
  upload(body: NonNullable<operations['uploadFile']['requestBody']>['content']['multipart/form-data'] | FormData, options?: WriteOptions): Call<File, CommonProblem>
}

export type { CommonProblem, operations }

export const files = {
  content: 'GET /v1/files/{id}/content b',
  replace: 'PUT /v1/files/{id}/content',
  upload: 'POST /v1/files m',
} as unknown as Area<FilesArea>
