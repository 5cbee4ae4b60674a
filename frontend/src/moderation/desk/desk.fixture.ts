/** Cases for tests, in a few words. */
import type { askCases } from './doors';
import { byUrgency } from './order';
import type { CaseRecord, CaseRow, CasesPage, Decided, LiveFrame, Point } from '@/contract';

export const BRAD = { id: 9, name: 'Brad Pell', affiliation: '', badges: [] };

export const ME = 2;

export const POINTS: Point[] = [
	{ key: 'self_promotion', title: 'Self-promotion', text: 'Conversation, not broadcast.' },
	{ key: 'kindness', title: 'Kindness', text: 'Be kind, above all to newcomers.' },
];

export function aRow(id: number, more: Partial<CaseRow> = {}): CaseRow {
	return {
		...{
			id,
			rev: id,
			origin: 'report',
			subject: 'message',
			subject_id: 1000 + id,
			held_id: null,
			appeal_id: null,
		},
		...{
			author_id: BRAD.id,
			channel_id: 7,
			language: '',
			guideline: 'self_promotion',
			reports: 1,
			urgency: 20,
		},
		...{
			opened_at: `2026-11-28T08:00:${String(id).padStart(2, '0')}Z`,
			claimed_by: null,
			claimed_until: null,
		},
		...{
			decided_at: null,
			decision_id: null,
			author: BRAD,
			excerpt: `Visit our booth ${String(id)}`,
			photos: 0,
		},
		...{ channel: 'introductions', claimant: null, decision: null, mine: false, others: true, ...more },
	};
}

export function aDecision(more: Partial<Decided> = {}): Decided {
	return {
		...{ id: 1, case_id: 1, measure: 'removed', at: '2026-11-28T09:00:00Z', by: 'Lena Novak', by_id: 2 },
		...{
			guideline: 'self_promotion',
			edition: 1,
			text: '',
			restriction: null,
			until: null,
			overturned_at: null,
		},
		...more,
	};
}

/** A server with these cases: it answers with those that wait, and tells what changes. */
export class Desk {
	readonly cases = new Map<number, CaseRow>();
	head = 0;
	asked = 0;
	/** How many of them an answer has. */
	page = 50;

	constructor(...rows: CaseRow[]) {
		for (const row of rows) this.changes(row);
	}

	/** Something happens to a case; the frame that tells of it. */
	changes(row: Partial<CaseRow> & { id: number }): LiveFrame {
		const before = this.cases.get(row.id) ?? aRow(row.id);
		this.head += 1;
		this.cases.set(row.id, { ...before, ...row, rev: this.head });
		const records: { case: CaseRecord[] } = { case: [{ ...before, ...row, rev: this.head }] };
		return {
			stream: 'moderation:1',
			since: this.head - 1,
			head: this.head,
			reset: false,
			records,
		} as LiveFrame;
	}

	ask = ({ state, before, only }: Parameters<typeof askCases>[0]): Promise<CasesPage> => {
		this.asked += 1;
		const inState = [...this.cases.values()].filter(
			(row) => (row.decided_at !== null) === (state === 'decided'),
		);
		const isWanted = (row: CaseRow) =>
			(!only.mine || row.claimed_by === ME) && (only.channel === null || row.channel_id === only.channel);
		const wanted = inState.filter(isWanted).sort(byUrgency);
		const begins = 1 + wanted.findIndex(({ id }) => id === before);
		const cases = wanted.slice(begins, begins + this.page);
		const next = wanted.length > begins + this.page ? (cases.at(-1)?.id ?? null) : null;
		const counted = (origin: CaseRow['origin']) => inState.filter((row) => row.origin === origin).length;
		return Promise.resolve({
			...{ cases, next, open: inState.length, held: counted('held'), appeals: counted('appeal') },
			head: this.head,
		});
	};
}
