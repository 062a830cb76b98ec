"""News is what an article says about itself: its title, dateline, date, source and furniture."""
