import { expect, it } from 'vitest';
import type { Edition } from '@/contract';
import { inOrder } from './order';

it('puts the live edition first, then what comes next, then the past from the last back', () => {
	const edition = (slug: string, phase: Edition['phase']) =>
		({ slug, phase, starts_on: `${slug}-01-01` }) as Edition;
	const editions = [
		edition('2028', 'upcoming'),
		edition('2024', 'over'),
		edition('2026', 'live'),
		edition('2025', 'over'),
		edition('2027', 'upcoming'),
	];

	expect(inOrder(editions).map(({ slug }) => slug)).toEqual(['2026', '2027', '2028', '2025', '2024']);
});
