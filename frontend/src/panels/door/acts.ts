/** What is tapped at the door, as it waits in the outbox. */
import type { RosterEntry } from '@/contract';

interface AtPanel {
	panel: number;
}

interface Came extends AtPanel {
	verb: 'came';
	signup: number;
	/** The text of the ticket that was scanned; without one the host knows the person. */
	ticket?: string | undefined;
}

interface Undo extends AtPanel {
	verb: 'undo';
	signup: number;
	/** The id of the tap that is undone, where it was made on this phone. */
	undoes?: string | undefined;
	/** Where they stood before they came. */
	back: RosterEntry['place'];
}

/** Somebody without a seat is let in: from the line, or a member who never signed up. */
interface WalkIn extends AtPanel {
	verb: 'walk_in';
	signup?: number | undefined;
	person?: number | undefined;
	/** The panel whose seat they give up for this one. */
	swapFrom?: number | undefined;
}

interface Standby extends AtPanel {
	verb: 'standby';
	signup?: number | undefined;
	person?: number | undefined;
	here: boolean;
}

interface Release extends AtPanel {
	verb: 'release';
	signups: number[];
}

export type Act = Came | Undo | WalkIn | Standby | Release;

/** Their kind in the outbox. */
export const DOOR = 'door';
