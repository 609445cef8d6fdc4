import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { takenMessage } from '#shared/contract/live-window.ts';
import { longestMessage, parseIncoming } from './request-filter.ts';

describe('what a reader may send', () => {
  test("oRPC's own call passes, with our header only and nothing beside", () => {
    const call = {
      i: '1',
      p: { u: '/rollouts/list', b: { json: {} }, h: { 'rcc-stream': '7', 'content-type': 'text/event-stream' }, m: 'GET' },
      x: 1,
    };
    expect(parseIncoming(JSON.stringify(call))).toEqual({
      type: 'request',
      text: JSON.stringify({ i: '1', p: { u: '/rollouts/list', h: { 'rcc-stream': '7' }, b: { json: {} } } }),
    });
  });

  test('a cancellation passes', () => {
    expect(parseIncoming('{"i":"1","t":4}')).toEqual({ type: 'request', text: '{"i":"1","t":4}' });
  });

  test('a report of a taken message is not for oRPC', () => {
    expect(parseIncoming(takenMessage('7'))).toEqual({ type: 'taken', stream: '7' });
  });

  test("a client's own stream, another host's address and a message beyond all measure do not", () => {
    expect(parseIncoming('{"i":"1","t":3,"p":{"u":"/rollouts/list"}}')).toEqual({ type: 'garbage' });
    expect(parseIncoming('{"i":"1","p":{"u":"https://elsewhere/"}}')).toEqual({ type: 'garbage' });
    expect(parseIncoming(JSON.stringify({ i: '1', p: { u: '/a/b', b: 'x'.repeat(longestMessage) } }))).toEqual({ type: 'garbage' });
  });

  test.prop([fc.oneof(fc.anything(), fc.string(), fc.json())])('anything at all is sorted without a throw', (raw) => {
    expect(['garbage', 'request', 'taken']).toContain(parseIncoming(raw).type);
  });
});
