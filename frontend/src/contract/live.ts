/** The socket's events and their shapes. Generated from schemas/asyncapi.json: `make contract`. */
export interface components {
    schemas: {
        Close: {
            stream: string;
        };
        Closed: {
            /** @enum {boolean} */
            ok: true;
        };
        /** @description A frame of any stream. */
        Frame: components["schemas"]["MeFrame"] | components["schemas"]["MeetingFrame"];
        Link: {
            label: string;
            url: string;
        };
        Me: {
            about: string;
            affiliation: string;
            email: string;
            headline: string;
            id: number;
            interests: string[];
            /** Format: date-time */
            joined_at: string;
            links: components["schemas"]["Link"][];
            name: string;
            offers: string;
            rev: number;
            roles: ("host" | "moderator" | "organiser")[];
            seeks: string;
            /** @enum {unknown} */
            visibility: "members" | "hidden";
        };
        MeFrame: {
            head: number;
            records: components["schemas"]["MeRecords"];
            reset: boolean;
            since: number;
            stream: string;
        };
        MeRecords: {
            person?: (components["schemas"]["Me"] | components["schemas"]["Tombstone"])[];
            star?: (components["schemas"]["Star"] | components["schemas"]["Tombstone"])[];
        };
        Meeting: {
            about: string;
            address: string;
            /** Format: date */
            ends_on: string;
            id: number;
            name: string;
            rev: number;
            slug: string;
            /** Format: date */
            starts_on: string;
            timezone: string;
            url: string;
            venue: string;
        };
        MeetingFrame: {
            head: number;
            records: components["schemas"]["MeetingRecords"];
            reset: boolean;
            since: number;
            stream: string;
        };
        MeetingRecords: {
            meeting?: (components["schemas"]["Meeting"] | components["schemas"]["Tombstone"])[];
            room?: (components["schemas"]["Room"] | components["schemas"]["Tombstone"])[];
            session?: (components["schemas"]["Session"] | components["schemas"]["Tombstone"])[];
            speaker?: (components["schemas"]["Speaker"] | components["schemas"]["Tombstone"])[];
            track?: (components["schemas"]["Track"] | components["schemas"]["Tombstone"])[];
        };
        Open: {
            /** @default 0 */
            since: number;
            stream: string;
        };
        Opened: {
            frame: components["schemas"]["Frame"];
            /** @enum {boolean} */
            ok: true;
        };
        Out: {
            /** @enum {unknown} */
            code: "bad_request" | "invalid" | "not_found" | "not_allowed" | "method_not_allowed" | "too_large" | "unsupported_type" | "too_many" | "busy" | "no_space" | "broken" | "outdated" | "foreign_origin" | "signed_out" | "name_needed" | "wrong_code" | "other_device" | "passkey_refused" | "last_organiser" | "slug_taken" | "in_use" | "unreadable_file" | "unreadable_list" | "not_fetched" | "nothing_to_undo";
            stream: string;
        };
        Presence: {
            people: number;
            stream: string;
        };
        Problem: {
            /** @enum {unknown} */
            code: "bad_request" | "invalid" | "not_found" | "not_allowed" | "method_not_allowed" | "too_large" | "unsupported_type" | "too_many" | "busy" | "no_space" | "broken" | "outdated" | "foreign_origin" | "signed_out" | "name_needed" | "wrong_code" | "other_device" | "passkey_refused" | "last_organiser" | "slug_taken" | "in_use" | "unreadable_file" | "unreadable_list" | "not_fetched" | "nothing_to_undo";
            detail: string;
            errors?: {
                [key: string]: string[];
            };
            request_id: string;
            status: number;
            title: string;
            type: string;
        };
        Refused: {
            /** @enum {boolean} */
            ok: false;
            problem: components["schemas"]["Problem"];
        };
        Return: {
            after_ms: number;
        };
        Room: {
            about: string;
            area: string;
            capacity: number | null;
            id: number;
            name: string;
            position: number;
            rev: number;
            walk_minutes: number;
        };
        Session: {
            abstract: string;
            /** Format: date-time */
            changed_at: string;
            id: number;
            kind: string;
            language: string;
            links: components["schemas"]["Link"][];
            note: string;
            rev: number;
            slots: components["schemas"]["Slot"][];
            speaker_ids: number[];
            /** @enum {unknown} */
            state: "scheduled" | "cancelled" | "missing";
            subtitle: string;
            tags: string[];
            title: string;
            track_id: number | null;
            url: string;
        };
        Slot: {
            id: number;
            minutes: number;
            room_id: number | null;
            /** Format: date-time */
            starts_at: string;
            was: components["schemas"]["Was"] | null;
        };
        Speaker: {
            biography: string;
            headline: string;
            id: number;
            links: components["schemas"]["Link"][];
            name: string;
            rev: number;
        };
        Star: {
            id: number;
            meeting_id: number;
            rev: number;
            starred: boolean;
        };
        Tombstone: {
            id: number;
            /** @default true */
            removed: unknown;
            rev: number;
        };
        Track: {
            colour: string;
            id: number;
            name: string;
            position: number;
            rev: number;
        };
        Type: {
            stream: string;
        };
        Typing: {
            person: number;
            stream: string;
        };
        Was: {
            /** Format: date-time */
            at: string;
            room_id: number | null;
            /** Format: date-time */
            starts_at: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
/** What a client hears. */
export interface ServerEvents { changes: (said: components['schemas']['Frame']) => void; out: (said: components['schemas']['Out']) => void; presence: (said: components['schemas']['Presence']) => void; return: (said: components['schemas']['Return']) => void; typing: (said: components['schemas']['Typing']) => void; }
/** What a client may say. */
export interface ClientEvents { close: (said: components['schemas']['Close'], answered: (answer: components['schemas']['Closed'] | components['schemas']['Refused']) => void) => void; open: (said: components['schemas']['Open'], answered: (answer: components['schemas']['Opened'] | components['schemas']['Refused']) => void) => void; typing: (said: components['schemas']['Type']) => void; }
