"""What strangers' files say, made ours: feeds of blogs, the pages that name a feed, lists of blogs (OPML)."""
