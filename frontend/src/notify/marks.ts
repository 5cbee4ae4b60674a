/** The picture and the tone of each kind of notice; its words are its own. */
import ArrowLeftRight from '@lucide/svelte/icons/arrow-left-right';
import Armchair from '@lucide/svelte/icons/armchair';
import AtSign from '@lucide/svelte/icons/at-sign';
import Ban from '@lucide/svelte/icons/ban';
import BellIcon from '@lucide/svelte/icons/bell';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import Hash from '@lucide/svelte/icons/hash';
import Heart from '@lucide/svelte/icons/heart';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import Reply from '@lucide/svelte/icons/reply';
import type { Component } from 'svelte';
import type { Notice } from '@/contract';
import type { Tone } from '@/ui/tones';

interface Mark {
	icon: Component<{ size?: number; strokeWidth?: number }>;
	tone: Tone;
}

const MARKS: Partial<Record<Notice['kind'], Mark>> = {
	seated: { icon: Armchair, tone: 'moss' },
	added: { icon: Armchair, tone: 'moss' },
	panel_back: { icon: Armchair, tone: 'moss' },
	seat_offered: { icon: Armchair, tone: 'ember' },
	in_line: { icon: Armchair, tone: 'amber' },
	back_in_line: { icon: Armchair, tone: 'amber' },
	offer_lapsed: { icon: Armchair, tone: 'quiet' },
	reminder: { icon: CalendarClock, tone: 'night' },
	panel_moved: { icon: CalendarClock, tone: 'amber' },
	overlap: { icon: ArrowLeftRight, tone: 'amber' },
	panel_cancelled: { icon: Ban, tone: 'rose' },
	removed: { icon: Ban, tone: 'rose' },
	mentioned: { icon: AtSign, tone: 'ember' },
	replied: { icon: Reply, tone: 'night' },
	chat_request: { icon: MessageCircle, tone: 'ember' },
	request_accepted: { icon: MessageCircle, tone: 'moss' },
	topic_proposed: { icon: Hash, tone: 'amber' },
	topic_opened: { icon: Hash, tone: 'moss' },
	topic_declined: { icon: Hash, tone: 'quiet' },
	message: { icon: MessageCircle, tone: 'night' },
	thanks: { icon: Heart, tone: 'moss' },
};

export function markOf({ kind }: Pick<Notice, 'kind'>): Mark {
	return MARKS[kind] ?? { icon: BellIcon, tone: 'night' };
}
