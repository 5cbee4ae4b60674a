/** What can be set in a rule, by kind and field. */
import { words } from '@/core/words';
import type { Kind } from './kinds';

const WORDS = {
	words_words: 'Words and phrases, a line each',
	words_words_hint: 'Whole words; a * at the end stands for any ending: crypto*',
	words_disguised: 'See through disguises',
	words_disguised_hint: 'c4sino, c a s i n o, casinooo and letters of other alphabets',
	links_newcomers: 'Any link of a newcomer',
	links_newcomers_hint: 'In their first days here',
	links_shorteners: 'Shortened links',
	links_shorteners_hint: 'They hide where they lead',
	links_domains: 'Places, a line each',
	links_domains_hint: 'example.org, with everything below it',
	links_only_these: 'Only these places are welcome',
	links_only_these_hint: 'Off: these places are not welcome',
	links_share: 'Messages with links, at most, in %',
	links_of: 'Of their last messages',
	repeats_times: 'From which time on',
	repeats_minutes: 'Within so many minutes',
	repeats_anybody: 'By different people too',
	repeats_anybody_hint: 'Off: only the same person’s messages',
	floods_messages: 'Messages, at most',
	floods_seconds: 'Within so many seconds',
	mentions_most: 'People named, at most',
	contacts_phones: 'Telephone numbers',
	contacts_emails: 'Mail addresses',
	contacts_handles: 'Names in other messengers',
	shouting_share: 'Words in capitals, in %',
	shouting_words: 'And at least so many of them',
	shouting_marks: 'Exclamation marks in a row, at most',
	promotion_most: 'Messages about their own, at most',
	promotion_of: 'Of their last messages',
	promotion_company: 'Naming their company counts too',
	promotion_company_hint: 'As their profile says it',
	spam_whom: 'Whose messages are weighed',
	spam_whom_first: 'The first message somebody ever writes',
	spam_whom_newcomers: 'Those of newcomers',
	spam_whom_everyone: 'Everybody’s',
	spam_sure: 'Only when it is sure',
	spam_sure_hint: 'Off: it finds more, and is wrong more often',
} as const;
type Key = keyof typeof WORDS;

const say = words(WORDS);
const said = (key: string): string => (key in WORDS ? say(key as Key) : '');

export const labelOf = (kind: Kind, field: string): string => said(`${kind}_${field}`);
/** Empty where the label says enough. */
export const hintOf = (kind: Kind, field: string): string => said(`${kind}_${field}_hint`);
export const choiceOf = (kind: Kind, field: string, choice: string): string =>
	said(`${kind}_${field}_${choice}`);
