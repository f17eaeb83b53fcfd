"""Events: what the page of events is made of: what is asked for, and how it is shown as a table, a map and a timeline."""
