import { describe, expect, it } from 'vitest';
import type { Channel, Membership } from '@/contract';
import { standingOf } from './standing';

type About = Parameters<typeof standingOf>[0];

const channel = { kind: 'topic', state: 'open', posting: 'everyone' } as Channel;
const member = { left_at: null, request: null } as Membership;
const all: About = {
	channel,
	mayPost: true,
	membership: member,
	person: { name: 'Sam' },
	...{ accepted: true, spoke: false, blocked: false, restrictions: [], above: false },
};
const direct = { ...channel, kind: 'direct' } as Channel;
const request = (request: Membership['request']) => ({ ...member, request });

describe('what stands before the field', () => {
	it.each<[string, Partial<About>]>([
		['write', {}],
		['signIn', { person: null }],
		['name', { person: { name: '' } }],
		['accept', { accepted: false }],
		['join', { membership: undefined }],
		['write', { membership: undefined, channel: { ...channel, kind: 'panel' } }],
		['readOnly', { channel: { ...channel, state: 'read_only' }, person: null }],
		['archived', { channel: { ...channel, state: 'archived' } }],
		['proposed', { channel: { ...channel, state: 'proposed' } }],
		['hosts', { channel: { ...channel, posting: 'hosts' }, mayPost: false, membership: undefined }],
		['write', { channel: { ...channel, posting: 'hosts' } }],
		['requestReceived', { channel: direct, membership: request('received') }],
		['write', { channel: direct, membership: request('sent') }],
		['requestSent', { channel: direct, membership: request('sent'), spoke: true }],
		['write', { channel: direct, membership: request('accepted'), spoke: true }],
		['blocked', { channel: direct, membership: request('accepted'), blocked: true }],
		['locked', { channel: { ...channel, locked_at: '2026-12-01T10:00:00Z' } }],
		['write', { channel: { ...channel, locked_at: '2026-12-01T10:00:00Z' }, above: true }],
		['muted', { restrictions: [{ kind: 'mute' }], above: true }],
		['banned', { restrictions: [{ kind: 'mute' }, { kind: 'ban' }] }],
		['write', { restrictions: [{ kind: 'no_photos' }] }],
		['accept', { channel: direct, membership: undefined, accepted: false }],
	])('%s', (standing, more) => {
		expect(standingOf({ ...all, ...more })).toBe(standing);
	});
});
