"""The programme of a meeting: sessions, speakers, rooms, tracks, and each person's stars."""
