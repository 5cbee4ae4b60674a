import { describe, expect, test } from 'vitest';
import type { Appeal, Decision, Restriction } from '@/contract';
import { decided, inForce } from './decided';

const NOW = Date.parse('2026-12-02T10:00:00Z');
const decision = (id: number, about: Partial<Decision> = {}): Decision => ({
	id,
	rev: id,
	measure: 'removed',
	subject: 'message',
	subject_id: 7,
	channel_id: 3,
	at: '2026-12-01T10:00:00Z',
	guideline: 'self_promotion',
	edition: 1,
	text: '',
	appeal_until: '2026-12-31T10:00:00Z',
	overturned_at: null,
	removal_id: null,
	restriction_id: null,
	...about,
});
const appeal = (decision_id: number, about: Partial<Appeal> = {}): Appeal => ({
	id: 1,
	rev: 1,
	decision_id,
	words: 'It was a question.',
	at: '2026-12-01T12:00:00Z',
	decided_at: null,
	granted: null,
	answer: '',
	...about,
});
const restriction = (id: number, until: string | null, decision_id: number | null = null): Restriction => ({
	id,
	rev: id,
	kind: 'mute',
	channel_id: null,
	since: '2026-12-01T10:00:00Z',
	until,
	guideline: 'kindness',
	text: '',
	decision_id,
});
const about = (decisions: Decision[], appeals: Appeal[] = [], restrictions: Restriction[] = []) =>
	decided({ decisions, appeals, restrictions }, NOW);

describe('what was decided about me', () => {
	test('stands with the newest first, and says nothing of how appeals ended', () => {
		const all = about([decision(1), decision(3, { measure: 'upheld' }), decision(2)]);
		expect(all.map((one) => one.decision.id)).toEqual([2, 1]);
	});

	test('can be appealed once, in time, and not when it was taken back', () => {
		const late = decision(2, { appeal_until: '2026-12-02T09:59:00Z' });
		const never = decision(3, { appeal_until: null });
		const back = decision(4, { overturned_at: '2026-12-02T09:00:00Z' });
		const all = about(
			[decision(1), late, never, back, decision(5), decision(6)],
			[appeal(5), appeal(6, { decided_at: '2026-12-02T08:00:00Z', granted: false })],
		);
		expect(Object.fromEntries(all.map((one) => [one.decision.id, one.may]))).toEqual({
			1: 'appeal',
			2: 'nothing',
			3: 'nothing',
			4: 'nothing',
			5: 'wait',
			6: 'nothing',
		});
	});

	test('shows what I may not do because of it until that is over', () => {
		const all = about(
			[decision(1), decision(2)],
			[],
			[restriction(1, '2026-12-02T10:01:00Z', 1), restriction(2, '2026-12-02T10:00:00Z', 2)],
		);
		expect(all.map((one) => one.restriction?.id)).toEqual([undefined, 1]);
	});
});

test('what holds longest is named first', () => {
	const all = [
		restriction(1, '2026-12-03T10:00:00Z'),
		restriction(2, null),
		restriction(3, '2026-12-05T10:00:00Z'),
	];
	expect(inForce(all, NOW).map(({ id }) => id)).toEqual([2, 3, 1]);
});
