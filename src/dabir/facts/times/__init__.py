"""Times: expressions that say when, how long or how often, and what they come to on the calendar."""
