/** How offers are made and when they stop, as a host changes it. */
import type { ChangePanel, Panel } from '@/contract';
import { pairsOf, same, stepsOf, type Step } from './steps';

export interface OffersForm {
	steps: Step[];
	door_takes_over: number | undefined;
	release_minutes: number | undefined;
}

export function offersForm({ answer_steps, door_takes_over, release_minutes }: Panel): OffersForm {
	return { steps: stepsOf(answer_steps), door_takes_over, release_minutes };
}

/** Only what differs; undefined while a field cannot be read. */
export function changesOf(form: OffersForm, panel: Panel): ChangePanel | undefined {
	const { steps, door_takes_over, release_minutes } = form;
	if (door_takes_over === undefined || release_minutes === undefined) return undefined;
	return {
		...(!same(steps, stepsOf(panel.answer_steps)) && { answer_steps: pairsOf(steps) }),
		...(door_takes_over !== panel.door_takes_over && { door_takes_over }),
		...(release_minutes !== panel.release_minutes && { release_minutes }),
	};
}

/** With what another host set of these fields; the rest stays as it was typed. */
export function withTheirs(form: OffersForm, now: Panel, fields: readonly string[]): OffersForm {
	const theirs = offersForm(now);
	return {
		steps: fields.includes('answer_steps') ? theirs.steps : form.steps,
		door_takes_over: fields.includes('door_takes_over') ? theirs.door_takes_over : form.door_takes_over,
		release_minutes: fields.includes('release_minutes') ? theirs.release_minutes : form.release_minutes,
	};
}
