/** What stands in the record: acts, what was changed by them, and how it was and is. */
import { words } from '@/core/words';

const ACTS = {
	removed: 'removed',
	restored: 'put back',
	'bulk.removed': 'removed many at once',
	'bulk.restored': 'put many back',
	decided: 'decided on',
	'channel.turned': 'slowed, locked or held',
	'held.decided': 'decided on what was held',
	'evidence.opened': 'looked at what was removed of',
	'evidence.emptied': 'let go of what was removed of',
	settings: 'changed how we moderate',
	scoped: 'changed what a moderator looks after',
	'rule.made': 'made the rule',
	'rule.changed': 'changed the rule',
	'rule.ended': 'took away the rule',
	'restriction.lifted': 'ended a limit of',
	'role.changed': 'gave or took a role:',
	'topic.answered': 'opened, declined or ended the topic',
	'guidelines.changed': 'changed the guidelines',
} as const;

/** The same acts where nobody and nothing is named beside them. */
const KINDS_OF_ACTS: Record<keyof typeof ACTS, string> = {
	removed: 'Removed',
	restored: 'Put back',
	'bulk.removed': 'Removed many at once',
	'bulk.restored': 'Put many back',
	decided: 'Decided on a case',
	'channel.turned': 'Slowed, locked or held a channel',
	'held.decided': 'Decided on what was held',
	'evidence.opened': 'Looked at what was removed',
	'evidence.emptied': 'Let go of what was removed',
	settings: 'Changed how we moderate',
	scoped: 'Changed what a moderator looks after',
	'rule.made': 'Made a rule',
	'rule.changed': 'Changed a rule',
	'rule.ended': 'Took away a rule',
	'restriction.lifted': 'Ended a limit',
	'role.changed': 'Gave or took a role',
	'topic.answered': 'Opened, declined or ended a topic',
	'guidelines.changed': 'Changed the guidelines',
};

const FIELDS = {
	measure: 'Decided',
	count: 'How many',
	people: 'Of how many people',
	name: 'Name',
	kind: 'It looks at',
	effect: 'It does',
	channel_id: 'Where',
	guideline: 'Guideline',
	live: 'Live',
	scopes: 'Looks after',
	role: 'Role',
	state: 'The topic is',
	changed: 'What of them',
	holding: 'Whose messages wait for a look',
	newcomers: 'Whose messages wait for a look',
	slow_seconds: 'Seconds between messages',
	locked: 'Locked',
	when_away: 'When no moderator is there',
	away_hours: 'Hours without a moderator',
	claim_minutes: 'A case is claimed for, in minutes',
	appeal_days: 'Appeals are open for, in days',
	strike_days: 'A decision counts for, in days',
	evidence_days: 'Kept sealed for, in days',
} as const;

const VALUES = {
	nothing: 'left as it is',
	removed: 'removed',
	warned: 'warned',
	restricted: 'restricted',
	published: 'published',
	withheld: 'not published',
	granted: 'appeal granted',
	upheld: 'decision upheld',
	suggest: 'shows it to the moderators',
	limit: 'slows its author down',
	hold: 'holds it for a look',
	remove: 'takes it out of sight',
	nobody: 'nobody’s',
	newcomers: 'newcomers’',
	everyone: 'everybody’s',
	stay: 'nothing changes',
	looser: 'what is held is let through',
	stricter: 'everybody’s messages wait',
	true: 'yes',
	false: 'no',
} as const;

const PLACES = {
	numbered: '{what} {number}',
	named: '“{name}”',
	everywhere: 'everywhere',
	inChannel: 'in {channel}',
	aChannel: 'channel {number}',
} as const;

export const say = words(PLACES);
/** To choose one kind of act. */
export const ACT_OPTIONS = Object.entries(KINDS_OF_ACTS).map(([value, label]) => ({ value, label }));
const said =
	<const Catalogue extends Record<string, string>>(catalogue: Catalogue) =>
	(key: string): string =>
		catalogue[key] ?? key.replaceAll('_', ' ');

/** What is not known here is said as it is written. */
export const actName = said(ACTS);
export const fieldName = said(FIELDS);
export const valueName = said(VALUES);
