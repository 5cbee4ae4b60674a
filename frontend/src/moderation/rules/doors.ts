/** The rules' ways to the server. */
import type { ChangeRule, MakeRule, Rule, Trial, TryRule } from '@/contract';
import { answer, api } from '@/core/api';

/** What a trial needs to know of a rule. */
export type Tried = Omit<TryRule, 'before'>;

const at = (rule_id: number) => ({ params: { path: { rule_id } } });

export async function rulesNow(): Promise<readonly Rule[]> {
	return answer(api.GET('/api/moderation/rules'));
}

export async function makeRule(body: MakeRule): Promise<Rule> {
	return answer(api.POST('/api/moderation/rules', { body }));
}

export async function changeRule(id: number, body: ChangeRule): Promise<Rule> {
	return answer(api.PATCH('/api/moderation/rules/{rule_id}', { ...at(id), body }));
}

export async function removeRule(id: number): Promise<void> {
	await answer(api.DELETE('/api/moderation/rules/{rule_id}', at(id)));
}

/** One page of the last 30 days, newest first, as this rule would have judged it. */
export async function tryRule(rule: Tried, before?: number): Promise<Trial> {
	const body = { ...rule, before: before ?? null };
	return answer(api.POST('/api/moderation/rules/trial', { body }));
}
