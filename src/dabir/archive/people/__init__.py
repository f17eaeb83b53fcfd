"""People: the people and institutions behind the actors of many reports, and what editors decide about them."""
