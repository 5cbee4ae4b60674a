import { describe, expect, it } from 'vitest';
import { refusal } from './refusing';

const refused = (code: string, problem: unknown = {}) => refusal({ code, problem }, '/m/2026/panels');

describe('each refusal has its own words and its next step', () => {
	it.each([
		['signups_not_open', 'Not open yet', undefined],
		['signups_closed', 'Sign-up is closed', { label: 'Look at the other panels', href: '/m/2026/panels' }],
		[
			'line_closed',
			'Full, and the line is closed',
			{ label: 'Look at the other panels', href: '/m/2026/panels' },
		],
		['panel_over', 'This panel is over', { label: 'Look at the other panels', href: '/m/2026/panels' }],
		['offer_lapsed', 'The offer has ended', { label: 'Get in line again', again: true }],
		['too_late_to_undo', 'Too late to take back', { label: 'Get in line again', again: true }],
		['name_needed', 'We need your name first', { label: 'Add my name', href: '/me/profile' }],
		['something_new', 'That did not work', undefined],
	])('%s', (code, title, next) => {
		expect(refused(code)).toEqual(next ? { title, next } : { title });
	});

	it('an overlap offers to swap for the seat it names', () => {
		expect(refused('overlapping', { about: { panel_id: 7 } })).toEqual({
			title: 'At the same time as your seat',
			next: { label: 'Swap for it', swap: 7 },
		});
	});
});
