import { words } from '@/core/words';

export const say = words({
	decisions: 'What was decided about me',
	decisionsHint: 'Decisions of the moderators, and how to appeal',
	reports: 'What I reported',
	reportsHint: 'And what came of it',
	report: 'Report it',
	what: 'A report',
	sent: 'The moderators have your report.',
});
