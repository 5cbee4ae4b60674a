/** The socket's events and their shapes. Generated from schemas/asyncapi.json: `make contract`. */
export interface components {
    schemas: {
        Appeal: {
            answer: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            decided_at: string | null;
            decision_id: number;
            granted: boolean | null;
            id: number;
            rev: number;
            words: string;
        };
        Application: {
            blog_url: string;
            /** Format: date-time */
            decided_at: string | null;
            /** @enum {unknown} */
            decision: "open" | "accepted" | "declined" | "withdrawn";
            feed_url: string;
            id: number;
            /** Format: date-time */
            made_at: string;
            meeting_id: number;
            note: string;
            panel_id: number | null;
            pitch: string;
            rev: number;
        };
        Asker: {
            affiliation: string;
            anonymous: boolean;
            /** Format: date-time */
            hidden_at: string | null;
            id: number;
            merged_into: number | null;
            name: string;
            panel_id: number;
            person_id: number;
            rev: number;
            text: string;
        };
        Author: {
            affiliation: string;
            badges: ("organiser" | "moderator" | "host" | "blogger" | "first_timer")[];
            id: number;
            name: string;
        };
        Block: {
            id: number;
            person_id: number;
            rev: number;
        };
        Blogger: {
            blog_title: string;
            blog_url: string;
            feed_url: string;
            headline: string;
            id: number;
            name: string;
            person_id: number | null;
            posts: components["schemas"]["Post"][];
            rev: number;
        };
        Case: {
            appeal_id: number | null;
            claimed_by: number | null;
            /** Format: date-time */
            claimed_until: string | null;
            /** Format: date-time */
            decided_at: string | null;
            decision_id: number | null;
            guideline: string;
            held_id: number | null;
            id: number;
            /** Format: date-time */
            opened_at: string;
            /** @enum {unknown} */
            origin: "report" | "rule" | "held" | "appeal" | "moderator";
            reports: number;
            rev: number;
            /** @enum {unknown} */
            subject: "message" | "photo" | "question" | "person" | "application";
            urgency: number;
        };
        Channel: {
            /** @enum {unknown} */
            access: "members" | "open";
            /** Format: date-time */
            archived_at: string | null;
            featured_id: number | null;
            guidelines: string;
            /** @enum {unknown} */
            holding: "nobody" | "newcomers" | "everyone";
            id: number;
            /** @enum {unknown} */
            kind: "community" | "topic" | "session" | "panel" | "direct";
            language: string;
            /** Format: date-time */
            locked_at: string | null;
            meeting_id: number | null;
            /** Format: date-time */
            opens_at: string | null;
            panel_id: number | null;
            /** @enum {unknown} */
            posting: "everyone" | "hosts" | "moderators";
            purpose: string;
            /** Format: date-time */
            read_only_at: string | null;
            rev: number;
            session_id: number | null;
            slow_seconds: number;
            /** @enum {unknown} */
            state: "proposed" | "open" | "read_only" | "archived" | "declined";
            title: string;
        };
        ChannelFrame: {
            head: number;
            records: components["schemas"]["ChannelRecords"];
            reset: boolean;
            since: number;
            stream: string;
        };
        ChannelRecords: {
            channel?: (components["schemas"]["Channel"] | components["schemas"]["Tombstone"])[];
            message?: (components["schemas"]["Message"] | components["schemas"]["Tombstone"])[];
        };
        Chatter: {
            /** Format: date-time */
            accepted_at: string | null;
            accepted_version: number;
            /** Format: date-time */
            first_at: string | null;
            id: number;
            messages: number;
            rev: number;
        };
        Close: {
            stream: string;
        };
        Closed: {
            /** @enum {boolean} */
            ok: true;
        };
        Decision: {
            /** Format: date-time */
            appeal_until: string | null;
            /** Format: date-time */
            at: string;
            channel_id: number | null;
            edition: number;
            guideline: string;
            id: number;
            /** @enum {unknown} */
            measure: "nothing" | "removed" | "warned" | "restricted" | "published" | "withheld" | "granted" | "upheld";
            /** Format: date-time */
            overturned_at: string | null;
            removal_id: number | null;
            restriction_id: number | null;
            rev: number;
            /** @enum {unknown} */
            subject: "message" | "photo" | "question" | "person" | "application";
            subject_id: number;
            text: string;
        };
        /** @description A frame of any stream. */
        Frame: components["schemas"]["ChannelFrame"] | components["schemas"]["HostsFrame"] | components["schemas"]["MeFrame"] | components["schemas"]["MeetingFrame"] | components["schemas"]["ModerationFrame"] | components["schemas"]["PanelFrame"] | components["schemas"]["RosterFrame"];
        Held: {
            /** Format: date-time */
            at: string;
            channel_id: number;
            client_id: string;
            corrected: boolean;
            /** Format: date-time */
            decided_at: string | null;
            id: number;
            message_id: number | null;
            photos: components["schemas"]["Photo"][];
            published_id: number | null;
            reply_to_id: number | null;
            rev: number;
            /** @enum {unknown} */
            state: "waiting" | "published" | "withheld" | "withdrawn";
            text: string;
        };
        HostsFrame: {
            head: number;
            records: components["schemas"]["HostsRecords"];
            reset: boolean;
            since: number;
            stream: string;
        };
        HostsRecords: {
            asker?: (components["schemas"]["Asker"] | components["schemas"]["Tombstone"])[];
        };
        Link: {
            label: string;
            url: string;
        };
        Me: {
            about: string;
            affiliation: string;
            blog_url: string;
            email: string;
            feed_url: string;
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
            appeal?: (components["schemas"]["Appeal"] | components["schemas"]["Tombstone"])[];
            application?: (components["schemas"]["Application"] | components["schemas"]["Tombstone"])[];
            block?: (components["schemas"]["Block"] | components["schemas"]["Tombstone"])[];
            chatter?: (components["schemas"]["Chatter"] | components["schemas"]["Tombstone"])[];
            decision?: (components["schemas"]["Decision"] | components["schemas"]["Tombstone"])[];
            held?: (components["schemas"]["Held"] | components["schemas"]["Tombstone"])[];
            membership?: (components["schemas"]["Membership"] | components["schemas"]["Tombstone"])[];
            notice?: (components["schemas"]["Notice"] | components["schemas"]["Tombstone"])[];
            person?: (components["schemas"]["Me"] | components["schemas"]["Tombstone"])[];
            rating?: (components["schemas"]["Rating"] | components["schemas"]["Tombstone"])[];
            reaction?: (components["schemas"]["Reaction"] | components["schemas"]["Tombstone"])[];
            report?: (components["schemas"]["Report"] | components["schemas"]["Tombstone"])[];
            restriction?: (components["schemas"]["Restriction"] | components["schemas"]["Tombstone"])[];
            signup?: (components["schemas"]["Signup"] | components["schemas"]["Tombstone"])[];
            star?: (components["schemas"]["Star"] | components["schemas"]["Tombstone"])[];
            vote?: (components["schemas"]["Vote"] | components["schemas"]["Tombstone"])[];
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
            blogger?: (components["schemas"]["Blogger"] | components["schemas"]["Tombstone"])[];
            meeting?: (components["schemas"]["Meeting"] | components["schemas"]["Tombstone"])[];
            panel?: (components["schemas"]["Panel"] | components["schemas"]["Tombstone"])[];
            room?: (components["schemas"]["Room"] | components["schemas"]["Tombstone"])[];
            session?: (components["schemas"]["Session"] | components["schemas"]["Tombstone"])[];
            speaker?: (components["schemas"]["Speaker"] | components["schemas"]["Tombstone"])[];
            track?: (components["schemas"]["Track"] | components["schemas"]["Tombstone"])[];
        };
        Membership: {
            channel_id: number;
            id: number;
            /** Format: date-time */
            joined_at: string;
            /** Format: date-time */
            left_at: string | null;
            /** @enum {unknown} */
            level: "all" | "mentions" | "none";
            mentions: number;
            /** Format: date-time */
            muted_until: string | null;
            read_number: number;
            /** @enum {unknown} */
            request: "sent" | "received" | "accepted" | "declined" | null;
            rev: number;
        };
        Message: {
            /** Format: date-time */
            at: string;
            author: components["schemas"]["Author"];
            channel_id: number;
            client_id: string;
            corrected: boolean;
            /** Format: date-time */
            edited_at: string | null;
            html: string;
            id: number;
            /** Format: date-time */
            last_reply_at: string | null;
            mentions: components["schemas"]["NamedPerson"][];
            new_here: boolean;
            number: number;
            photos: components["schemas"]["Photo"][];
            reactions: {
                [key: string]: number;
            };
            replies: number;
            reply_to: components["schemas"]["Quote"] | null;
            rev: number;
            root_id: number | null;
            text: string;
        };
        ModerationFrame: {
            head: number;
            records: components["schemas"]["ModerationRecords"];
            reset: boolean;
            since: number;
            stream: string;
        };
        ModerationRecords: {
            case?: (components["schemas"]["Case"] | components["schemas"]["Tombstone"])[];
        };
        NamedPerson: {
            id: number;
            name: string;
        };
        Notice: {
            about: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            at: string;
            id: number;
            /** @enum {unknown} */
            kind: "seated" | "in_line" | "seat_offered" | "offer_lapsed" | "reminder" | "panel_moved" | "panel_cancelled" | "panel_back" | "overlap" | "back_in_line" | "added" | "removed" | "released" | "come_to_door" | "message" | "thanks" | "application" | "question" | "mentioned" | "replied" | "chat_request" | "request_accepted" | "topic_proposed" | "topic_opened" | "topic_declined" | "report_decided" | "decision" | "appeal_made" | "appeal_waits" | "appeal_decided" | "held_published" | "held_withheld" | "moderators_away";
            rev: number;
            /** Format: date-time */
            seen_at: string | null;
            text: string;
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
            code: "bad_request" | "invalid" | "not_found" | "not_allowed" | "method_not_allowed" | "too_large" | "unsupported_type" | "too_many" | "busy" | "no_space" | "files_away" | "broken" | "outdated" | "foreign_origin" | "signed_out" | "name_needed" | "wrong_code" | "other_device" | "passkey_refused" | "last_organiser" | "slug_taken" | "in_use" | "unreadable_file" | "unreadable_list" | "unreadable_blogroll" | "not_fetched" | "not_a_photo" | "too_many_pixels" | "damaged_photo" | "photo_gone" | "enough_photos" | "decided" | "nothing_to_undo" | "no_seat" | "seat_given_on" | "no_free_seat" | "others_first" | "too_early" | "other_panels_ticket" | "old_ticket" | "wrong_door_code" | "seats_taken" | "not_a_host" | "did_not_come" | "rating_closed" | "signups_not_open" | "signups_closed" | "line_closed" | "panel_over" | "panel_cancelled" | "overlapping" | "nothing_offered" | "offer_lapsed" | "came_already" | "too_late_to_undo" | "has_panel" | "forged_ticket" | "questions_closed" | "enough_questions" | "others_ask_too" | "not_to_merge" | "not_accepted" | "not_a_member" | "not_a_poster" | "read_only" | "too_many_mentions" | "newcomer_limit" | "too_late_to_edit" | "message_removed" | "request_waits" | "blocked" | "not_open_yet" | "topic_exists" | "restricted" | "slow_mode" | "locked" | "own_case" | "claimed" | "appealed" | "too_late_to_appeal" | "evidence_gone";
            stream: string;
        };
        Panel: {
            answer_steps: number[][];
            asked: number;
            blogger_ids: number[];
            came: number;
            cancelled: boolean;
            /** Format: date-time */
            closes_at: string | null;
            door_takes_over: number;
            /** Format: date-time */
            draw_at: string | null;
            /** Format: date-time */
            drawn_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
            free: number;
            host_ids: number[];
            id: number;
            line: number[][];
            line_open: boolean;
            offered: number;
            /** Format: date-time */
            opens_at: string | null;
            overlaps_allowed: boolean;
            /** Format: date-time */
            questions_until: string | null;
            release_minutes: number;
            reserved: components["schemas"]["Reserved"];
            rev: number;
            seated: number;
            seats: number;
            seed: string | null;
            seed_digest: string | null;
            session_id: number;
            shut: boolean;
            /** Format: date-time */
            starts_at: string | null;
            title: string;
            waiting: number;
        };
        PanelFrame: {
            head: number;
            records: components["schemas"]["PanelRecords"];
            reset: boolean;
            since: number;
            stream: string;
        };
        PanelRecords: {
            question?: (components["schemas"]["Question"] | components["schemas"]["Tombstone"])[];
        };
        Photo: {
            alt: string;
            colour: string;
            height: number;
            id: number;
            width: number;
        };
        Post: {
            /** Format: date-time */
            at: string;
            title: string;
            url: string;
        };
        Presence: {
            people: number;
            stream: string;
        };
        Problem: {
            about?: {
                [key: string]: unknown;
            };
            /** @enum {unknown} */
            code: "bad_request" | "invalid" | "not_found" | "not_allowed" | "method_not_allowed" | "too_large" | "unsupported_type" | "too_many" | "busy" | "no_space" | "files_away" | "broken" | "outdated" | "foreign_origin" | "signed_out" | "name_needed" | "wrong_code" | "other_device" | "passkey_refused" | "last_organiser" | "slug_taken" | "in_use" | "unreadable_file" | "unreadable_list" | "unreadable_blogroll" | "not_fetched" | "not_a_photo" | "too_many_pixels" | "damaged_photo" | "photo_gone" | "enough_photos" | "decided" | "nothing_to_undo" | "no_seat" | "seat_given_on" | "no_free_seat" | "others_first" | "too_early" | "other_panels_ticket" | "old_ticket" | "wrong_door_code" | "seats_taken" | "not_a_host" | "did_not_come" | "rating_closed" | "signups_not_open" | "signups_closed" | "line_closed" | "panel_over" | "panel_cancelled" | "overlapping" | "nothing_offered" | "offer_lapsed" | "came_already" | "too_late_to_undo" | "has_panel" | "forged_ticket" | "questions_closed" | "enough_questions" | "others_ask_too" | "not_to_merge" | "not_accepted" | "not_a_member" | "not_a_poster" | "read_only" | "too_many_mentions" | "newcomer_limit" | "too_late_to_edit" | "message_removed" | "request_waits" | "blocked" | "not_open_yet" | "topic_exists" | "restricted" | "slow_mode" | "locked" | "own_case" | "claimed" | "appealed" | "too_late_to_appeal" | "evidence_gone";
            detail: string;
            errors?: {
                [key: string]: string[];
            };
            request_id: string;
            status: number;
            title: string;
            type: string;
        };
        Question: {
            /** Format: date-time */
            answered_at: string | null;
            /** Format: date-time */
            asked_at: string;
            asker: string | null;
            asker_id: number | null;
            id: number;
            merged: number;
            panel_id: number;
            /** Format: date-time */
            picked_at: string | null;
            rev: number;
            /** @enum {unknown} */
            state: "open" | "answering" | "answered" | "merged";
            text: string;
            votes: number;
        };
        Quote: {
            excerpt: string;
            id: number;
            name: string;
            number: number;
            photos: number;
            removed: boolean;
        };
        Rating: {
            id: number;
            panel_id: number;
            /** Format: date-time */
            rated_at: string;
            rev: number;
            stars: number;
            words: string;
        };
        Reaction: {
            channel_id: number;
            emoji: string[];
            id: number;
            message_id: number;
            rev: number;
        };
        Refused: {
            /** @enum {boolean} */
            ok: false;
            problem: components["schemas"]["Problem"];
        };
        Report: {
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            decided_at: string | null;
            guideline: string;
            helped: boolean | null;
            id: number;
            rev: number;
            /** @enum {unknown} */
            subject: "message" | "photo" | "question" | "person" | "application";
            subject_id: number;
            words: string;
        };
        Reserved: {
            door: number;
            first_timer: number;
            invited: number;
        };
        Restriction: {
            channel_id: number | null;
            decision_id: number | null;
            guideline: string;
            id: number;
            /** @enum {unknown} */
            kind: "mute" | "ban" | "no_photos" | "no_links" | "hold_first";
            rev: number;
            /** Format: date-time */
            since: string;
            text: string;
            /** Format: date-time */
            until: string | null;
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
        Roster: {
            affiliation: string;
            /** Format: date-time */
            asked_at: string;
            /** Format: date-time */
            came_at: string | null;
            first_timer: boolean;
            /** Format: date-time */
            held_until: string | null;
            id: number;
            invited: boolean;
            name: string;
            number: number;
            /** Format: date-time */
            offer_ends_at: string | null;
            panel_id: number;
            person_id: number;
            /** @enum {unknown} */
            place: "asked" | "seated" | "waiting" | "offered" | "came" | "left" | "declined" | "missed";
            rev: number;
            /** Format: date-time */
            seated_at: string | null;
            /** @enum {unknown} */
            share: "open" | "first_timer" | "invited" | "door";
            /** Format: date-time */
            standby_at: string | null;
            ticket_digest: string | null;
        };
        RosterFrame: {
            head: number;
            records: components["schemas"]["RosterRecords"];
            reset: boolean;
            since: number;
            stream: string;
        };
        RosterRecords: {
            roster?: (components["schemas"]["Roster"] | components["schemas"]["Tombstone"])[];
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
        Signup: {
            /** Format: date-time */
            asked_at: string;
            /** Format: date-time */
            came_at: string | null;
            client_id: string;
            /** Format: date-time */
            held_until: string | null;
            id: number;
            /** @enum {unknown} */
            left_from: "asked" | "seated" | "waiting" | "offered" | "came" | "left" | "declined" | "missed" | null;
            number: number;
            /** Format: date-time */
            offer_ends_at: string | null;
            panel_id: number;
            /** @enum {unknown} */
            place: "asked" | "seated" | "waiting" | "offered" | "came" | "left" | "declined" | "missed";
            rev: number;
            /** Format: date-time */
            seated_at: string | null;
            /** @enum {unknown} */
            share: "open" | "first_timer" | "invited" | "door";
            swap_from: number | null;
            ticket: string | null;
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
        Vote: {
            asked: boolean;
            id: number;
            panel_id: number;
            question_id: number;
            rev: number;
            voted: boolean;
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
