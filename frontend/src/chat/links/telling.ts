/** What stands under a message for a page that it leads to. */
import type { Panel, Session } from '@/contract';
import { dayName } from '@/core/times';
import { range, type Programme } from '@/programme';
import type { Link } from './links';
import { say } from './words';

export interface Told {
	title: string;
	text: string;
	/** Its seats are said, too. */
	session?: Session;
	cancelled?: boolean;
}

/** Undefined for what the programme does not hold. */
export function told({ kind, id }: Link, programme: Programme): Told | undefined {
	if (kind === 'speakers') {
		const speaker = programme.stream.of('speaker').get(id);
		return speaker && { title: speaker.name, text: speaker.headline || say('speaker') };
	}
	if (kind === 'sessions') return ofSession(programme.session(id), programme);
	return ofPanel(programme.records<Panel>('panel').get(id), programme);
}

function ofPanel(panel: Panel | undefined, programme: Programme): Told | undefined {
	const session = panel && programme.session(panel.session_id);
	const about = ofSession(session, programme);
	return about && session && !about.cancelled ? { ...about, session } : about;
}

function ofSession(session: Session | undefined, programme: Programme): Told | undefined {
	if (!session) return undefined;
	const { title } = session;
	if (session.state === 'cancelled') return { title, text: say('cancelled'), cancelled: true };
	const [showing] = programme.showingsOfSession(session.id);
	if (!showing) return { title, text: say('noTime') };
	const time = range(showing.starts, showing.ends, programme.zone);
	const place = showing.room?.name ?? say('noRoom');
	return { title, text: `${dayName(showing.day, 'chip')}, ${time} · ${place}` };
}
