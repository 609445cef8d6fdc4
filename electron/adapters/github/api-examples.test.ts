import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answeringServer } from './testing/answering-server.ts';
import { ciOn } from './testing/ci-on.ts';

// Answers of GitHub's own published description of its REST API (github/rest-api-description, MIT), reduced to what is read here.
const examples: Record<string, unknown> = JSON.parse(readFileSync(join(import.meta.dirname, 'testing/api-examples.json'), 'utf8'));
const repository = 'octo-org/octo-repo';
const commit = 'ce587453ced02b1526dfb4cb910479d431683101';
const signal = new AbortController().signal;

describe("GitHub's published examples", () => {
  let server: Awaited<ReturnType<typeof answeringServer>>;
  beforeAll(async () => {
    server = await answeringServer(({ method, path }) => {
      const body = examples[`${method} ${path.replace(/\?.*$/, '')}`];
      return body === undefined ? { status: 404, body: { message: 'Not Found' } } : { body };
    });
  });
  afterAll(async () => server.close());

  test('a queued run', async () => {
    expect(await ciOn(server.url).runs(repository, {}, signal)).toMatchObject({
      ok: true,
      value: {
        value: [
          {
            id: '30433642',
            workflow: 'Build',
            commit: 'acb5820ced9479c074f688cc328bf03f341a511d',
            state: 'waiting',
            words: 'queued',
            url: 'https://github.com/octo-org/octo-repo/actions/runs/30433642',
            startedAt: Date.UTC(2020, 0, 22, 19, 33, 8),
            endedAt: null,
          },
        ],
      },
    });
  });

  test('a job that passed', async () => {
    expect(await ciOn(server.url).jobs(repository, '30433642', signal)).toMatchObject({
      value: { value: [{ id: '399444496', name: 'build', state: 'passed', endedAt: Date.UTC(2020, 0, 20, 17, 44, 39) }] },
    });
  });

  test('check runs and the older commit statuses are both checks; neutral is no pass', async () => {
    expect(await ciOn(server.url).checks(repository, commit, signal)).toMatchObject({
      value: {
        value: [
          { name: 'mighty_readme', state: 'skipped', words: 'completed, neutral' },
          { id: 'status-1', name: 'continuous-integration/jenkins', state: 'passed', url: 'https://ci.example.com/1000/output' },
          { id: 'status-2', name: 'security/brakeman', state: 'passed' },
        ],
      },
    });
  });

  test('a deployment whose payload says nothing has no digest: which artifact is unknown', async () => {
    expect(await ciOn(server.url).deployments(repository, {}, signal)).toMatchObject({
      value: {
        value: [{ id: '1', environment: 'production', image: null, digest: null, version: 'topic-branch', state: 'passed', by: 'octocat' }],
      },
    });
  });

  test('a comparison, and who wrote what', async () => {
    expect(await ciOn(server.url).compare(repository, 'master', 'topic', signal)).toMatchObject({
      value: {
        value: {
          commits: [{ sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e', author: 'octocat', title: 'Fix all the bugs' }],
          files: ['file1.txt'],
          total: 1,
          truncated: false,
        },
      },
    });
  });

  test('a pending deployment, and a review as GitHub wants it', async () => {
    const ci = ciOn(server.url);
    expect(await ci.approvals(repository, '30433642', signal)).toMatchObject({
      value: {
        value: [
          {
            environmentId: '161088068',
            environment: 'staging',
            mayApprove: true,
            reviewers: ['octocat', 'justice-league'],
            waitMinutes: 30,
          },
        ],
      },
    });
    await ci.review(repository, '30433642', { environmentIds: ['161088068'], state: 'approved', comment: 'Ship <b>it</b>' }, signal);
    const post = server.heard.find(({ method }) => method === 'POST');
    expect(post?.path).toBe('/repos/octo-org/octo-repo/actions/runs/30433642/pending_deployments');
    expect(JSON.parse(post?.body ?? '')).toEqual({ environment_ids: [161_088_068], state: 'approved', comment: 'Ship <b>it</b>' });
  });

  test("every path is one of Octokit's own", () => {
    expect(new Set(server.heard.map(({ method, path }) => `${method} ${path.replace(/\?.*$/, '')}`))).toEqual(
      new Set([...Object.keys(examples), 'POST /repos/octo-org/octo-repo/actions/runs/30433642/pending_deployments']),
    );
  });
});
