/** What an app serves beside its operations. Links are relative, so that any base path works. */
import type { Hono } from 'hono'
import type { Database } from '../db/database.ts'
import { alive, ready } from '../http/health.ts'
import { answerDocument } from './document.ts'
import { answerElementsScript } from './elements.ts'
import { answerPortal, answerPortalScript } from './portal.ts'
import { answerProblem, answerProblems } from './problems.ts'
import { answerReference, answerReferenceScript } from './reference.ts'

export function addPages(app: Hono, database: Database): void {
  app.get('/healthz', () => alive())
  app.get('/readyz', () => ready(database))
  app.get('/openapi.json', answerDocument)
  app.get('/docs', answerReference)
  app.get('/docs/:file', answerReferenceScript)
  app.get('/assets/agencyops.js', answerElementsScript)
  app.get('/portal', answerPortal)
  app.get('/portal/:file', answerPortalScript)
  app.get('/problems', answerProblems)
  app.get('/problems/:code', answerProblem)
}
